package io.github.jtidb.vector.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jtidb.vector.VectorMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The build runs every test twice, with and without the SIMD module, and tells which run this is. */
class KernelSelectorTest {

    @Test
    void select_thisRun() {
        boolean simd = Boolean.getBoolean("jtidb.test.simd");
        String kernels = KernelSelector.kernels().getClass().getSimpleName();
        assertThat(kernels).isEqualTo(simd ? "SimdKernels" : "ScalarKernels");
        if (simd) {
            assertThat(VectorMath.describe()).matches("SIMD, \\d+-bit vectors");
        } else {
            assertThat(VectorMath.describe()).startsWith("scalar: ").contains("--add-modules jdk.incubator.vector");
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    OpenJDK 64-Bit Server VM,       17.0.15+6,                "mixed mode, sharing"
                    Java HotSpot(TM) 64-Bit Server VM, 25+36-LTS,             "mixed mode, sharing"
                    OpenJDK 64-Bit Server VM,       17.0.15+6,                "compiled mode"
                    """)
    void refuseJvm_c2(String name, String version, String info) {
        assertThat(KernelSelector.refuseJvm(name, version, info)).isNull();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    Eclipse OpenJ9 VM,              openj9-0.40.0,            "JRE 17",              OpenJ9
                    Substrate VM,                   17,                       "static mode",         Substrate
                    OpenJDK 64-Bit Server VM,       21.0.1+12-jvmci-23.1-b15, "mixed mode, sharing", Graal
                    OpenJDK 64-Bit Server VM,       17.0.15+6,                "mixed mode, emulated-client, sharing", C1
                    OpenJDK Client VM,              17.0.15+6,                "mixed mode, sharing", C1
                    OpenJDK 64-Bit Server VM,       17.0.15+6,                "interpreted mode",    -Xint
                    """)
    void refuseJvm_withoutC2(String name, String version, String info, String reason) {
        assertThat(KernelSelector.refuseJvm(name, version, info)).contains(reason);
    }
}
