package io.github.dynagents.bench.policy;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Finds all answers on all cores, the longest first. */
final class Answers {
    private final Setup setup;
    private final Store store;
    private final PrintWriter err;
    private int done;
    private int all;

    Answers(Setup setup, Store store, PrintWriter err) {
        this.setup = setup;
        this.store = store;
        this.err = err;
    }

    Map<Question, Answer> to(List<Question> asked) throws InterruptedException {
        List<Question> questions = asked.stream()
                .distinct()
                .sorted(Comparator.comparingInt(
                        question -> -question.trace().workload().arrivals().size()))
                .toList();
        all = questions.size();
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Map<Question, Future<Answer>> running = new LinkedHashMap<>();
            questions.forEach(question -> running.put(question, cores.submit(() -> {
                Answer answer = store.answer(question, setup);
                tell(question);
                return answer;
            })));
            Map<Question, Answer> answers = new HashMap<>();
            for (Map.Entry<Question, Future<Answer>> one : running.entrySet()) {
                answers.put(one.getKey(), one.getValue().get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a replay failed", e.getCause());
        }
    }

    private synchronized void tell(Question question) {
        done++;
        err.println(done + " of " + all + ": " + question.trace().name() + ", " + question.billing() + ", "
                + question.policy());
        err.flush();
    }
}
