using DirectedExecution.DevServer.Storage;

namespace DevServer.Tests.Storage;

public sealed class InMemoryStoreTests : StoreCompliance
{
    public InMemoryStoreTests() => Store = new InMemoryStore();

    private protected override void Crash() => Store = ((InMemoryStore)Store).Recover();
}
