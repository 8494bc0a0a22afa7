/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaAccess.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Which module may see which, and that the fold stays pure. Here, because the command line sees all modules. */
@AnalyzeClasses(packages = "io.mopup", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final List<String> WITH_INTERNALS =
            List.of("contract", "processor", "storage", "agent", "client", "embedded");

    @ArchTest
    static final ArchRule SHOULD_SEE_ONLY_WHAT_THE_DESIGN_ALLOWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("contract")
            .definedBy("io.mopup.contract..", "io.mopup.events..")
            .layer("core")
            .definedBy("io.mopup.core..")
            .layer("http")
            .definedBy("io.mopup.http..")
            .layer("admin")
            .definedBy("io.mopup.admin..")
            .layer("processor")
            .definedBy("io.mopup.processor..")
            .layer("storage")
            .definedBy("io.mopup.storage..")
            .layer("agent")
            .definedBy("io.mopup.agent..")
            .layer("client")
            .definedBy("io.mopup.client..")
            .layer("embedded")
            .definedBy("io.mopup.embedded..")
            .optionalLayer("gateway")
            .definedBy("io.mopup.gateway..")
            .optionalLayer("benchmarks")
            .definedBy("io.mopup.benchmarks..")
            .layer("cli")
            .definedBy("io.mopup.cli..")
            .whereLayer("contract")
            .mayNotAccessAnyLayer()
            .whereLayer("core")
            .mayOnlyAccessLayers("contract")
            .whereLayer("http")
            .mayNotAccessAnyLayer()
            .whereLayer("processor")
            .mayOnlyAccessLayers("contract", "core", "http", "admin")
            .whereLayer("storage")
            .mayOnlyAccessLayers("contract")
            .whereLayer("admin")
            .mayOnlyAccessLayers("contract", "http")
            .whereLayer("agent")
            .mayOnlyAccessLayers("contract", "storage", "http", "admin")
            .whereLayer("client")
            .mayOnlyAccessLayers("contract")
            .whereLayer("embedded")
            .mayNotAccessAnyLayer()
            .whereLayer("gateway")
            .mayOnlyAccessLayers("contract", "core", "client", "storage", "http", "admin")
            .whereLayer("benchmarks")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    /** The same arguments have to give the same decision, byte for byte, wherever and whenever it is taken. */
    @ArchTest
    static final ArchRule SHOULD_KEEP_KAFKA_CLOCKS_CHANCE_AND_IO_OUT_OF_THE_FOLD = noClasses()
            .that()
            .resideInAPackage("io.mopup.core..")
            .should()
            .dependOnClassesThat(are(resideInAnyPackage(
                    "org.apache.kafka..", "java.io..", "java.net..", "java.nio.channels..", "java.nio.file..")))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RandomGenerator.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .accessTargetWhere(
                    Predicates.target(name("now")).and(Predicates.target(owner(resideInAPackage("java.time..")))));

    @ArchTest
    static void shouldNotSeeInternalsOfAnotherModule(final JavaClasses classes) {
        for (final String module : WITH_INTERNALS) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.mopup." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.mopup." + module + "..internal..")
                    .check(classes);
        }
    }
}
