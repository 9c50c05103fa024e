using Google.Protobuf;
using Temporalio.Client;

namespace Sdk.Tests.Client;

/// <summary>A workflow service whose answers are scripted by the name of the call; requests are kept.</summary>
internal sealed class FakeWorkflowService : WorkflowService
{
    private readonly Queue<(string Rpc, Func<IMessage> Answer)> answers = new();

    public List<(IMessage Request, RpcOptions? Options)> Requests { get; } = [];

    public FakeWorkflowService Answer(string rpc, IMessage answer)
    {
        answers.Enqueue((rpc, () => answer));
        return this;
    }

    public FakeWorkflowService Throw(string rpc, Exception exception)
    {
        answers.Enqueue((rpc, () => throw exception));
        return this;
    }

    protected override Task<T> InvokeRpcAsync<T>(
        string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null)
    {
        Requests.Add((req, options));
        var (expected, answer) = answers.Dequeue();
        Assert.Equal(expected, rpc);
        try
        {
            return Task.FromResult((T)answer());
        }
        catch (Exception scripted) when (scripted is not InvalidCastException)
        {
            return Task.FromException<T>(scripted);
        }
    }
}
