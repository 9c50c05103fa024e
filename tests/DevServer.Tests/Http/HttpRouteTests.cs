using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Http;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Http;

/// <summary>The table of paths.</summary>
public sealed class HttpRouteTests
{
    private static readonly IReadOnlyList<MessageDescriptor> Messages =
    [
        .. typeof(StartWorkflowExecutionRequest).Assembly.GetTypes()
            .Where(type => typeof(IMessage).IsAssignableFrom(type) && type.Name.EndsWith("Request", StringComparison.Ordinal))
            .Select(type => ((IMessage)Activator.CreateInstance(type)!).Descriptor),
    ];

    [Fact]
    public void Fields_OfEveryPath_AreFieldsOfTheRequest()
    {
        var held = 0;
        foreach (var route in HttpRoutes.Known)
        {
            var (service, method) = (route.RpcPath.Split('/')[1], route.RpcPath.Split('/')[2]);
            var package = service[..service.LastIndexOf('.')];
            if (Messages.FirstOrDefault(one => one.FullName == $"{package}.{method}Request") is not { } request)
            {
                continue;
            }

            held++;
            foreach (var field in route.Segments.Where(segment => segment.StartsWith('{')))
            {
                var type = request;
                foreach (var name in field[1..^1].Split('.'))
                {
                    var found = type.FindFieldByName(name);
                    Assert.True(found is not null, $"{route.RpcPath}: there is no {field} in {request.FullName}");
                    type = found.FieldType == FieldType.Message ? found.MessageType : null!;
                }
            }
        }

        Assert.True(held > 80, $"only {held} routes were held against a request");
    }

    [Fact]
    public void Routes_AreDifferent_AndEachIsFound()
    {
        Assert.Equal(
            HttpRoutes.Known.Count,
            HttpRoutes.Known.Select(route => $"{route.Verb} {string.Join('/', route.Segments)}").Distinct().Count());
        foreach (var route in HttpRoutes.Known)
        {
            string[] path = [.. route.Segments.Select(segment => segment.StartsWith('{') ? "a/b%" : segment)];
            var (found, fields) = HttpRoutes.Find(route.Verb, path);
            Assert.Equal(route, found);
            Assert.All(fields, field => Assert.Equal("a/b%", field.Value));
        }
    }

    [Theory]
    [InlineData("GET", "nowhere", GrpcStatusCode.NotFound)]
    [InlineData("GET", "namespaces/default/workflows/", GrpcStatusCode.NotFound)]
    [InlineData("GET", "namespaces//workflows", GrpcStatusCode.NotFound)]
    [InlineData("DELETE", "namespaces/default/workflows/w", GrpcStatusCode.Unimplemented)]
    public void Path_ThatIsNone_IsRefused(string verb, string path, GrpcStatusCode code) =>
        Assert.Equal(code, Assert.Throws<RpcError>(() => HttpRoutes.Find(verb, path.Split('/'))).Code);
}
