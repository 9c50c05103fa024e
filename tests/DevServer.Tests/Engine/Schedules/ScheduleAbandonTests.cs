using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>An unexpected error in the middle of what a schedule does: it is taken back, and tried again.</summary>
public sealed class ScheduleAbandonTests : IDisposable
{
    private readonly InMemoryStore store = new();
    private readonly BreakableCatalog catalog = new();
    private readonly WorkflowEngine engine;
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public ScheduleAbandonTests()
    {
        engine = new WorkflowEngine(new EngineOptions(), catalog, store, new TestIds());
        engine.Recover(store.Load(), now);
        Keep();
        engine.CreateSchedule(
            new()
            {
                Namespace = TestCatalog.Name,
                ScheduleId = ScheduleBench.Id,
                RequestId = "create",
                Schedule = new() { Spec = ScheduleBench.Every(60), Action = ScheduleBench.Start() },
            },
            now);
        Keep();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Due_InATurnThatIsAbandoned_IsDoneLaterAndOnce(bool isBroken)
    {
        now = now.AddSeconds(60);
        catalog.IsBroken = isBroken;
        if (isBroken)
        {
            Assert.Throws<InvalidOperationException>(() => engine.FireDue(now));
        }
        else
        {
            engine.FireDue(now);
        }

        catalog.IsBroken = false;
        Assert.True(engine.AbandonTurn(now).Batch.IsEmpty);
        Assert.Equal(0, Describe().Info.ActionCount);

        now = engine.NextDeadline!.Value;
        engine.FireDue(now);
        Keep();
        Assert.Equal(1, Describe().Info.ActionCount);
        Assert.True(now <= new DateTimeOffset(2026, 1, 1, 0, 1, 10, TimeSpan.Zero));
        Assert.Single(store.Load().OpenRuns);
    }

    [Fact]
    public void Deletion_InATurnThatIsAbandoned_IsForgotten()
    {
        engine.DeleteSchedule(new() { Namespace = TestCatalog.Name, ScheduleId = ScheduleBench.Id }, now);
        engine.AbandonTurn(now);
        Assert.Equal(0, Describe().Info.ActionCount);
    }

    public void Dispose() => store.Dispose();

    private DescribeScheduleResponse Describe() => engine.DescribeSchedule(
        new() { Namespace = TestCatalog.Name, ScheduleId = ScheduleBench.Id }, now);

    private void Keep()
    {
        store.Apply(engine.EndTurn().Batch);
        store.Commit();
    }

    private sealed class BreakableCatalog : ICatalog
    {
        private readonly TestCatalog whole = new();

        public bool IsBroken { get; set; }

        public NamespaceRow GetNamespace(string name) => whole.GetNamespace(name);

        public NamespaceRow? FindNamespaceById(string id) =>
            IsBroken ? throw new InvalidOperationException("broken") : whole.FindNamespaceById(id);

        public SearchAttributes CheckSearchAttributes(string namespaceId, SearchAttributes attributes) =>
            whole.CheckSearchAttributes(namespaceId, attributes);
    }
}
