package io.github.dynagents.bench.policy;

import io.github.dynagents.core.model.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One trace, billing and worth. */
record Case(BenchTrace trace, Billing billing, Money worth) {
    private static final List<String> BESIDE =
            List.of(Catalogue.OURS, Catalogue.UNLEARNED, Question.HINDSIGHT, Catalogue.TEN_HOURS);

    /** What is to be found out about it; what a rule does hangs on worth only where it has a choice. */
    List<Question> questions(Setup setup) {
        List<Question> questions = new ArrayList<>();
        policies(setup).forEach(policy -> questions.add(question(policy, setup)));
        return questions;
    }

    private Question question(String policy, Setup setup) {
        boolean asksForWorth = setup.offersChoice()
                || List.of(Catalogue.OURS, Catalogue.UNLEARNED, Question.HINDSIGHT)
                        .contains(policy);
        return new Question(trace, billing, asksForWorth ? worth : Money.dollars("2"), policy);
    }

    private List<String> policies(Setup setup) {
        List<String> all = new ArrayList<>(BESIDE);
        all.addAll(Catalogue.rules(trace, setup.slots()));
        return all;
    }

    List<Line> lines(Setup setup, Map<Question, Answer> answers) {
        String best = Catalogue.rules(trace, setup.slots()).stream()
                .filter(rule -> answer(rule, setup, answers).unfinished() == 0)
                .min(Comparator.comparingDouble(
                        rule -> answer(rule, setup, answers).objective(worth)))
                .orElseThrow();
        double bestObjective = answer(best, setup, answers).objective(worth);
        double hindsight = answer(Question.HINDSIGHT, setup, answers).objective(worth);
        return policies(setup).stream()
                .map(policy -> {
                    Answer answer = answer(policy, setup, answers);
                    double objective = answer.objective(worth);
                    return new Line(
                            trace,
                            billing,
                            worth,
                            policy,
                            answer,
                            best,
                            objective / bestObjective,
                            objective / hindsight);
                })
                .toList();
    }

    private Answer answer(String policy, Setup setup, Map<Question, Answer> answers) {
        Answer answer = answers.get(question(policy, setup));
        if (answer == null) {
            throw new IllegalStateException("nobody asked for " + policy);
        }
        return answer;
    }
}
