namespace DirectedExecution.DevServer.Api;

/// <summary>The full names of the gRPC services.</summary>
internal static class ServiceNames
{
    public const string Workflow = "temporal.api.workflowservice.v1.WorkflowService";
    public const string Operator = "temporal.api.operatorservice.v1.OperatorService";
    public const string Test = "temporal.api.testservice.v1.TestService";
    public const string Health = "grpc.health.v1.Health";
}
