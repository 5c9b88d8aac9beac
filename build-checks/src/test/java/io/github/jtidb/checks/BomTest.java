package io.github.jtidb.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bom names what is published, and nothing else. */
class BomTest {

    private final Pom parent = Pom.read(Path.of("..", "pom.xml"));
    private final Pom bom = Pom.read(Path.of("..", "bom", "pom.xml"));

    @Test
    void publishedJars_areTheLibrariesCheckedHere() {
        assertThat(publishedFolders())
                .containsExactlyElementsOf(
                        Arrays.stream(Library.values()).map(Library::folder).toList());
    }

    @Test
    void bom_namesThePublishedJars() {
        List<String> published = publishedFolders().stream()
                .map(folder -> "io.github.jtidb:" + pomOf(folder).text("artifactId") + ":${project.version}")
                .toList();

        assertThat(bom.all("dependencyManagement/dependencies/dependency"))
                .extracting(jar -> jar.text("groupId") + ":" + jar.text("artifactId") + ":" + jar.text("version"))
                .containsExactlyElementsOf(published);
    }

    @Test
    void bom_hasTheVersionOfAll() {
        assertThat(bom.text("version")).isEqualTo(parent.text("version"));
    }

    private List<String> publishedFolders() {
        return parent.all("modules/module").stream()
                .map(module -> module.text("."))
                .filter(folder -> isPublishedJar(pomOf(folder)))
                .toList();
    }

    private static Pom pomOf(String folder) {
        return Pom.read(Path.of("..", folder, "pom.xml"));
    }

    private static boolean isPublishedJar(Pom pom) {
        return !pom.text("packaging").equals("pom")
                && !pom.text("properties/maven.deploy.skip").equals("true");
    }
}
