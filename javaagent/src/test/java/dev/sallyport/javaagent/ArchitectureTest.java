package dev.sallyport.javaagent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of dependencies between modules; ARCHITECTURE.md draws the same picture. */
@AnalyzeClasses(packages = "dev.sallyport", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String JDK = "java..";
  private static final String NULLNESS = "org.jspecify..";
  private static final String CONFIG = "dev.sallyport.config..";
  private static final String BRIDGE = "dev.sallyport.bootstrap..";
  private static final String ENGINE = "dev.sallyport.engine..";
  private static final String AUDIT = "dev.sallyport.audit..";
  private static final String ENFORCER = "dev.sallyport.enforcer..";
  private static final String INSTRUMENTATION = "dev.sallyport.instrumentation..";
  private static final String CLI = "dev.sallyport.cli..";
  private static final String ENTRY = "dev.sallyport.javaagent";
  private static final String START = "dev.sallyport.javaagent.start..";
  private static final String[] OURS = {"dev.sallyport.."};

  @ArchTest static final ArchRule bridgeKnowsTheJdkAlone = only(BRIDGE, BRIDGE);

  @ArchTest static final ArchRule configKnowsTheJdkAlone = only(CONFIG, CONFIG);

  @ArchTest static final ArchRule entryPointsKnowTheJdkAlone = only(ENTRY, ENTRY);

  @ArchTest static final ArchRule engineStandsAlone = onlyOfOurs(ENGINE, ENGINE);

  @ArchTest static final ArchRule auditStandsAlone = onlyOfOurs(AUDIT, AUDIT);

  @ArchTest
  static final ArchRule enforcerJoinsBridgeEngineAndAudit =
      onlyOfOurs(ENFORCER, ENFORCER, BRIDGE, ENGINE, AUDIT);

  @ArchTest
  static final ArchRule instrumentationKnowsTheBridgeAlone =
      onlyOfOurs(INSTRUMENTATION, INSTRUMENTATION, BRIDGE);

  @ArchTest
  static final ArchRule commandsReadSettingsPoliciesAndLogs =
      onlyOfOurs(CLI, CLI, CONFIG, ENGINE, AUDIT);

  @ArchTest
  static final ArchRule startWiresEverythingButTheCommands =
      onlyOfOurs(START, START, CONFIG, BRIDGE, ENGINE, AUDIT, ENFORCER, INSTRUMENTATION);

  @ArchTest
  static final ArchRule onlyTheStoreKnowsItsLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sallyport.audit.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("net.openhft..", "org.slf4j..");

  @ArchTest
  static final ArchRule onlyTheInstrumentationKnowsByteBuddy =
      noClasses()
          .that()
          .resideOutsideOfPackage(INSTRUMENTATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("net.bytebuddy..");

  @ArchTest
  static final ArchRule nothingWritesToStandardOutputButTheCommands =
      noClasses().that().resideOutsideOfPackage(CLI).should().accessField(System.class, "out");

  @ArchTest
  static final ArchRule modulesHaveNoCycles =
      slices().matching("dev.sallyport.(*)..").should().beFreeOfCycles();

  private static ArchRule only(String part, String allowed) {
    return classes()
        .that()
        .resideInAPackage(part)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed, JDK, NULLNESS);
  }

  private static ArchRule onlyOfOurs(String part, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(part)
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages(OURS)
                .or(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                        allowed)));
  }
}
