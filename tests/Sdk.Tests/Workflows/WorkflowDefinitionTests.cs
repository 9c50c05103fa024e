using Temporalio.Converters;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>What is read from workflow types, and what is refused.</summary>
public sealed class WorkflowDefinitionTests
{
    [Theory]
    [InlineData(typeof(NoAttribute), "missing Workflow attribute")]
    [InlineData(typeof(NoRun), "does not have a valid WorkflowRun method")]
    [InlineData(typeof(TwoRuns), "WorkflowRun on multiple")]
    [InlineData(typeof(StaticRun), "WorkflowRun on static")]
    [InlineData(typeof(PrivateRun), "WorkflowRun on non-public")]
    [InlineData(typeof(VoidRun), "must return an instance of Task")]
    [InlineData(typeof(InheritedRun), "not inherited")]
    [InlineData(typeof(GenericWorkflow<int>), "generic type arguments")]
    [InlineData(typeof(SignalWithResult), "must return Task")]
    [InlineData(typeof(TwoSignals), "more than one signal named Same")]
    [InlineData(typeof(TaskQuery), "cannot return a Task")]
    [InlineData(typeof(VoidQuery), "must return a value")]
    [InlineData(typeof(ReservedSignal), "cannot start with __temporal")]
    [InlineData(typeof(OverriddenSignal), "but not override")]
    [InlineData(typeof(DynamicSignal), "must accept string and an array of IRawValue")]
    [InlineData(typeof(DynamicAndNamed), "custom name for dynamic workflow")]
    [InlineData(typeof(WrongInit), "must match parameter types of WorkflowInit")]
    [InlineData(typeof(LostValidator), "Cannot find update method named Nothing")]
    [InlineData(typeof(WrongValidator), "must have the same parameters")]
    public void Type_ThatIsWrong_IsRefusedWithItsReason(Type type, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => WorkflowDefinition.Create(type)).Message, StringComparison.Ordinal);

    [Fact]
    public void Type_ThatIsWrongInManyWays_NamesAll() => Assert.Equal(
        3, Assert.Throws<AggregateException>(WorkflowDefinition.Create<ManyErrors>).InnerExceptions.Count);

    [Fact]
    public void Names_AreTakenFromMembers()
    {
        var definition = WorkflowDefinition.Create<Good>();
        Assert.Equal("Good", definition.Name);
        Assert.Equal(["Stop", "named"], definition.Signals.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["ReadAsync", "State"], definition.Queries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Change"], definition.Updates.Keys);
        Assert.True(definition.Instantiable);
        Assert.Equal(5, ((Good)definition.CreateWorkflowInstance([5])).State);
    }

    [Fact]
    public void Interface_LosesItsI_AndCannotBeInstantiated()
    {
        var definition = WorkflowDefinition.Create<IGood>();
        Assert.Equal("Good", definition.Name);
        Assert.False(definition.Instantiable);
        Assert.Same(definition, WorkflowDefinition.Create<IGood>());
    }

    [Fact]
    public void Overrides_ThatRepeatTheAttribute_AreFine() =>
        Assert.Equal(["Base", "Overridden"], WorkflowDefinition.Create<Derived>().Signals.Keys.Order(StringComparer.Ordinal));

    public sealed class NoAttribute;

    [Workflow]
    public sealed class NoRun;

    [Workflow]
    public sealed class TwoRuns
    {
        [WorkflowRun]
        public Task AAsync() => Task.CompletedTask;

        [WorkflowRun]
        public Task BAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class StaticRun
    {
        [WorkflowRun]
        public static Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class PrivateRun
    {
        [WorkflowRun]
        internal Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class VoidRun
    {
        [WorkflowRun]
        public void Run()
        {
        }
    }

    [Workflow]
    public class Base
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task BaseAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public virtual Task OverriddenAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class InheritedRun : Base;

    [Workflow]
    public sealed class OverriddenSignal : Base
    {
        [WorkflowRun]
        public new Task RunAsync() => Task.CompletedTask;

        public override Task OverriddenAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class Derived : Base
    {
        [WorkflowRun]
        public new Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public override Task OverriddenAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class GenericWorkflow<T>
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class SignalWithResult
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task<int> SignalAsync() => Task.FromResult(1);
    }

    [Workflow]
    public sealed class TwoSignals
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task SameAsync() => Task.CompletedTask;

        [WorkflowSignal("Same")]
        public Task OtherAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class TaskQuery
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowQuery]
        public Task<int> QueryAsync() => Task.FromResult(1);
    }

    [Workflow]
    public sealed class VoidQuery
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowQuery]
        public void Query()
        {
        }
    }

    [Workflow]
    public sealed class ReservedSignal
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal("__temporal_mine")]
        public Task SignalAsync() => Task.CompletedTask;
    }

    [Workflow]
    public sealed class DynamicSignal
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal(Dynamic = true)]
        public Task SignalAsync(string name) => Task.CompletedTask;
    }

    [Workflow("named", Dynamic = true)]
    public sealed class DynamicAndNamed
    {
        [WorkflowRun]
        public Task RunAsync(IRawValue[] args) => Task.CompletedTask;
    }

    [Workflow]
    public sealed class WrongInit
    {
        [WorkflowInit]
        public WrongInit(string text) => Text = text;

        public string Text { get; }

        [WorkflowRun]
        public Task RunAsync(int number) => Task.CompletedTask;
    }

    [Workflow]
    public sealed class LostValidator
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowUpdateValidator("Nothing")]
        public void Validate()
        {
        }
    }

    [Workflow]
    public sealed class WrongValidator
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowUpdate]
        public Task ChangeAsync(int to) => Task.CompletedTask;

        [WorkflowUpdateValidator(nameof(ChangeAsync))]
        public void Validate(string to)
        {
        }
    }

    [Workflow("__temporal_x")]
    public sealed class ManyErrors
    {
        [WorkflowSignal]
        public void Signal()
        {
        }
    }

    [Workflow]
    public interface IGood
    {
        [WorkflowRun]
        Task RunAsync(int start);
    }

    [Workflow]
    public sealed class Good
    {
        [WorkflowInit]
        public Good(int start) => State = start;

        [WorkflowQuery]
        public int State { get; private set; }

        [WorkflowRun]
        public Task RunAsync(int start) => Task.CompletedTask;

        [WorkflowSignal]
        public Task StopAsync() => Task.CompletedTask;

        [WorkflowSignal("named")]
        public Task OtherAsync() => Task.CompletedTask;

        [WorkflowQuery]
        public int ReadAsync() => State;

        [WorkflowUpdate]
        public Task<int> ChangeAsync(int to) => Task.FromResult(State = to);

        [WorkflowUpdateValidator(nameof(ChangeAsync))]
        public void Validate(int to)
        {
        }
    }
}
