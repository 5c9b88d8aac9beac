package io.github.jtidb.embedding.internal.bedrock;

import io.github.jtidb.embedding.EmbeddingProvider;
import io.github.jtidb.embedding.ModelOptions;
import io.github.jtidb.embedding.internal.Environment;
import io.github.jtidb.embedding.internal.http.FakeService.Asked;
import io.github.jtidb.embedding.internal.http.FakeService.Reply;
import io.github.jtidb.embedding.internal.http.ProviderContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** What all models on Bedrock have in common, with an API key of Bedrock's, in a home without the files of AWS's tools. */
abstract class BedrockContract extends ProviderContract {

    @TempDir
    private Path home;

    @Override
    protected EmbeddingProvider provider(Environment environment) {
        return new BedrockProvider(
                name -> name.equals("HOME") ? home.toString() : environment.get(name), InstantSource.system());
    }

    @Override
    protected String keyVariable() {
        return "AWS_BEARER_TOKEN_BEDROCK";
    }

    @Override
    protected boolean answersByIndex() {
        return false;
    }

    @Override
    protected int wrongKeyStatus() {
        return 403;
    }

    @Override
    protected @Nullable Reply refusal(Asked asked) {
        Reply stranger = FakeBedrock.refuseStrangers(asked, KEY);
        return stranger != null ? stranger : refusalByModel(asked);
    }

    /** Refuses what the model that is asked for does not know. */
    protected abstract @Nullable Reply refusalByModel(Asked asked);

    @Override
    protected String error(int status, String message) {
        return "{\"message\":\"" + message + "\"}";
    }

    @Override
    protected ModelOptions configure(ModelOptions options) {
        return options.option("region", FakeBedrock.REGION);
    }
}
