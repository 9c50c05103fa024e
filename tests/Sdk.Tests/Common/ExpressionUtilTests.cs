using System.Linq.Expressions;
using Temporalio.Common;

namespace Sdk.Tests.Common;

/// <summary>Lambdas taken apart.</summary>
public sealed class ExpressionUtilTests
{
    public interface IThing
    {
        string State { get; }

        Task DoAsync(int n, string? text);
    }

    [Fact]
    public void Call_ConstantsAndCaptures_AreEvaluated()
    {
        var n = 3;
        var texts = new[] { "a", "b" };
        Expression<Func<IThing, Task>> call = thing => thing.DoAsync(n + 1, texts[1] + Suffix());

        var (method, args) = ExpressionUtil.ExtractCall(call);

        Assert.Equal(nameof(IThing.DoAsync), method.Name);
        Assert.Equal([4, "b!"], args);
    }

    [Fact]
    public void Call_Override_IsTheOneOfTheStaticType()
    {
        Expression<Func<Derived, Task>> call = thing => thing.RunAsync();

        Assert.Equal(typeof(Derived), ExpressionUtil.ExtractCall(call).Method.DeclaringType);
    }

    [Fact]
    public void Call_Static_NeedsNoParameter()
    {
        Expression<Func<string>> call = () => Suffix();

        Assert.Equal(nameof(Suffix), ExpressionUtil.ExtractCall(call).Method.Name);
    }

    [Fact]
    public void Member_ThatIsNeitherCallNorProperty_IsRefusedWithBothNamed()
    {
        Expression<Func<IThing, Func<int, string?, Task>>> methodGroup = thing => thing.DoAsync;

        var e = Assert.Throws<ArgumentException>(() => ExpressionUtil.ExtractMember(methodGroup));
        Assert.Contains("must be a single method call or property access", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Call_AnythingElse_IsRefused()
    {
        var other = new Derived();
        Expression<Func<IThing, Task>> twoSteps = thing => thing.DoAsync(1, null).WaitAsync(TimeSpan.Zero);
        Expression<Func<Derived, Task>> otherTarget = thing => other.RunAsync();
        Expression<Func<IThing, Task>> usesParameter = thing => thing.DoAsync(thing.State.Length, null);
        Expression<Func<Task>> instance = () => other.RunAsync();
        Expression<Func<IThing, string>> property = thing => thing.State;

        foreach (var call in new LambdaExpression[] { twoSteps, otherTarget, usesParameter, instance, property })
        {
            Assert.Throws<ArgumentException>(() => ExpressionUtil.ExtractCall(call));
        }

        Assert.Equal(nameof(IThing.State), ExpressionUtil.ExtractMember(property).Member.Name);
    }

    private static string Suffix() => "!";

    public class Base
    {
        public virtual Task RunAsync() => Task.CompletedTask;
    }

    public sealed class Derived : Base
    {
        public override Task RunAsync() => Task.CompletedTask;
    }
}
