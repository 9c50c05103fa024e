namespace DirectedExecution.DevServer.Api;

/// <summary>The full names of the gRPC services.</summary>
internal static class ServiceNames
{
    public const string Workflow = "temporal.api.workflowservice.v1.WorkflowService";
    public const string Operator = "temporal.api.operatorservice.v1.OperatorService";
    public const string Test = "temporal.api.testservice.v1.TestService";
    public const string Maintenance = "directed.server.v1.Maintenance";
    public const string Health = "grpc.health.v1.Health";
    public const string Reflection = "grpc.reflection.v1.ServerReflection";
    public const string ReflectionAlpha = "grpc.reflection.v1alpha.ServerReflection";
}
