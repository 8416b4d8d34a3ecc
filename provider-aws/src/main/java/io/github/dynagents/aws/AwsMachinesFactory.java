package io.github.dynagents.aws;

import com.google.auto.service.AutoService;
import io.github.dynagents.core.spi.Context;
import io.github.dynagents.core.spi.Machines;
import io.github.dynagents.core.spi.MachinesFactory;
import io.github.dynagents.core.spi.Option;
import io.github.dynagents.core.spi.Settings;
import io.github.dynagents.core.spi.Spi;
import java.util.List;
import java.util.SortedMap;

/** Amazon EC2, and ECS on it: {@code provider: aws}. */
@AutoService(MachinesFactory.class)
public final class AwsMachinesFactory implements MachinesFactory {
    @Override
    public String name() {
        return "aws";
    }

    @Override
    public int spi() {
        return Spi.VERSION;
    }

    @Override
    public List<Option> accountOptions() {
        return Setup.options();
    }

    @Override
    public List<Option> templateOptions() {
        return Template.options();
    }

    @Override
    public Machines open(Settings account, SortedMap<String, Settings> templates, Context context) {
        Setup setup = Setup.read(account);
        if (context.owner().length() > Tags.LONGEST_VALUE) {
            throw new IllegalArgumentException("the owner's name is too long for a tag: " + context.owner());
        }
        List<Template> read = templates.entrySet().stream()
                .map(entry -> Template.read(entry.getKey(), entry.getValue()))
                .toList();
        return new Ec2Machines(setup, read, context);
    }
}
