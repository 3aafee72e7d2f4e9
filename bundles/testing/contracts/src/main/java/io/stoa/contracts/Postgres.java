package io.stoa.contracts;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link PostgresCluster}, one for all test classes of a run. Where there is no
 * PostgreSQL the tests are skipped, unless the environment says {@code STOA_POSTGRESQL=required}.
 */
public final class Postgres implements ExecutionCondition, ParameterResolver {

    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(Postgres.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if ("required".equals(System.getenv("STOA_POSTGRESQL"))) {
            return ConditionEvaluationResult.enabled("PostgreSQL has to be here");
        }
        return PostgresCluster.programs()
                .map(folder -> ConditionEvaluationResult.enabled("PostgreSQL is in " + folder))
                .orElseGet(
                        () ->
                                ConditionEvaluationResult.disabled(
                                        "there is no PostgreSQL here (Debian: apt-get install"
                                                + " postgresql), so nothing was tried on it"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // the store closes it at the end of the run
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(
                        PostgresCluster.class,
                        type -> PostgresCluster.create(),
                        PostgresCluster.class);
    }
}
