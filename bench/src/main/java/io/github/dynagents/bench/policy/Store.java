package io.github.dynagents.bench.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps answers in a folder, so that a run that was broken off goes on; of other code's answers it knows nothing. */
final class Store {
    private final Optional<Path> folder;
    private final String code;

    private Store(Optional<Path> folder, String code) {
        this.folder = folder;
        this.code = code;
    }

    static Store in(Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        return new Store(folder, folder.isPresent() ? Digest.ofCode() : "");
    }

    Answer answer(Question question, Setup setup) throws IOException {
        if (folder.isEmpty()) {
            return question.answer(setup);
        }
        Path file = folder.get().resolve(Digest.of(code + question.key(setup)));
        if (Files.exists(file)) {
            return Answer.parse(Files.readString(file));
        }
        Answer answer = question.answer(setup);
        Path written = Files.writeString(Files.createTempFile(folder.get(), "answer", ".tmp"), answer.text());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return answer;
    }
}
