namespace Temporalio.Common;

/// <summary>What user code may name but this SDK does not do: each call says so, and what to do instead.</summary>
internal static class Unsupported
{
    public static NotSupportedException StandaloneActivities() => Feature(
        "An activity without a workflow", "start a workflow that executes the activity");

    public static NotSupportedException BuildIdSets() => Feature(
        "Versioning by sets of build ids", "the server has withdrawn it; use WorkerDeploymentOptions");

    public static NotSupportedException Nexus() => Feature(
        "A Nexus operation or service", "call the other workflow by an activity that has a client of its namespace");

    public static NotSupportedException SignalWithStartFromWorkflow() => Feature(
        "Signal-with-start from a workflow",
        "execute an activity that starts the workflow with WorkflowOptions.SignalWithStart");

    private static NotSupportedException Feature(string what, string instead) =>
        new($"{what} is not supported by this SDK: {instead}");
}
