using DirectedExecution.DevServer.Api;
using DirectedExecution.DevServer.Api.Cluster;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Google.Protobuf.Reflection;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Api;

public sealed class ApiMethodsTests
{
    /// <summary>The table is made of class names: each must be a method of the API, with the messages that the API gives it.</summary>
    [Fact]
    public void Methods_All_AreThoseOfTheDescriptors()
    {
        var described = new[] { WorkflowServiceDescriptor(), OperatorServiceDescriptor() }
            .SelectMany(service => service.Methods)
            .ToDictionary(method => $"/{method.Service.FullName}/{method.Name}");
        var methods = ApiMethods.All(new ApiContext(null!, null!), new RandomIdSource()).Where(method => method is not RefusedRpc).ToList();

        Assert.All(methods.Where(method => !method.Path.StartsWith("/grpc.health", StringComparison.Ordinal)), method =>
        {
            var known = described[method.Path];
            var types = method.GetType().BaseType!.GetGenericArguments();
            Assert.Equal(known.InputType.ClrType, types[0]);
            Assert.Equal(known.OutputType.ClrType, types[1]);
        });
        Assert.Equal(methods.Count, methods.Select(method => method.Path).Distinct().Count());
    }

    private static ServiceDescriptor WorkflowServiceDescriptor() =>
        StartWorkflowExecutionRequest.Descriptor.File.Services.Single();

    private static ServiceDescriptor OperatorServiceDescriptor() =>
        AddSearchAttributesRequest.Descriptor.File.Services.Single();
}
