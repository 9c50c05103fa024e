using Temporalio.Activities;
using Temporalio.Converters;

namespace Sdk.Tests.Activities;

public sealed class ActivityDefinitionTests
{
    [Theory]
    [InlineData(nameof(Samples.PlainAsync), "Plain")]
    [InlineData(nameof(Samples.NotATaskAsync), "NotATaskAsync")]
    [InlineData(nameof(Samples.Renamed), "other-name")]
    [InlineData(nameof(Samples.Async), "Async")]
    public void Name_FromMethod_FollowsTheRules(string method, string expected) =>
        Assert.Equal(expected, ActivityDefinition.NameFromMethod(typeof(Samples).GetMethod(method)!));

    [Fact]
    public void Name_OfLocalFunction_IsCutOutOfTheCompiledName()
    {
        [Activity]
        static Task<string> GreetAsync(string name) => Task.FromResult($"Hello {name}");

        Assert.Equal("Greet", ActivityDefinition.Create(GreetAsync).Name);
    }

    [Fact]
    public void Name_OfLambdaWithoutName_IsRefused()
    {
        var e = Assert.Throws<ArgumentException>(() => ActivityDefinition.Create([Activity] () => 1));
        Assert.Contains("needs a name", e.Message, StringComparison.Ordinal);
        Assert.Equal("one", ActivityDefinition.Create([Activity("one")] () => 1).Name);
    }

    [Fact]
    public void Create_WithoutAttribute_IsRefused()
    {
        var e = Assert.Throws<ArgumentException>(() => ActivityDefinition.Create(() => 1));
        Assert.Contains("missing Activity attribute", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Wrong.ByRef), "ref/out parameter")]
    [InlineData(nameof(Wrong.Generic), "contains generic parameters")]
    [InlineData(nameof(Wrong.ValueTaskAsync), "ValueTask")]
    [InlineData(nameof(Wrong.DynamicWithName), "cannot be dynamic and have custom name")]
    [InlineData(nameof(Wrong.DynamicShape), "array of IRawValue")]
    [InlineData(nameof(Wrong.Reserved), "cannot start with __temporal")]
    public void Create_OfAWrongMethod_SaysWhy(string method, string expected)
    {
        var e = Assert.Throws<ArgumentException>(
            () => ActivityDefinition.Create(typeof(Wrong).GetMethod(method)!, _ => null));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateAll_NeedsAnInstance_OnlyForInstanceMethods()
    {
        Assert.Single(ActivityDefinition.CreateAll(typeof(StaticOnly), null));
        var e = Assert.Throws<InvalidOperationException>(() => ActivityDefinition.CreateAll<Samples>(null));
        Assert.Contains("Instance not provided", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ActivityDefinition.CreateAll("x"));
    }

    [Fact]
    public void CreateAll_OfADerivedType_TakesOverridesThatRepeatTheAttribute()
    {
        var names = ActivityDefinition.CreateAll(new Derived()).Select(d => d.Name!).Order().ToArray();
        Assert.Equal(["Inherited", "Overridden"], names);
    }

    [Fact]
    public async Task Invoke_WithMissingArguments_TakesTheDefaults()
    {
        var definition = ActivityDefinition.CreateAll(new Samples()).Single(d => d.Name == "Defaults");
        Assert.Equal(1, definition.RequiredParameterCount);
        Assert.Equal("a 7 True", await definition.InvokeAsync(["a"]));
        Assert.Equal("a 8 True", await definition.InvokeAsync(["a", 8]));
        await Assert.ThrowsAsync<ArgumentException>(() => definition.InvokeAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => definition.InvokeAsync(["a", 8, true, 9]));
    }

    [Fact]
    public async Task Invoke_OfNothingReturned_YieldsNull()
    {
        var all = ActivityDefinition.CreateAll(new Samples()).ToDictionary(d => d.Name!);

        // The run-time type of this task is a generic task of an internal struct.
        Assert.Null(await all["Plain"].InvokeAsync([]));
        Assert.Null(await all["Nothing"].InvokeAsync([]));
        Assert.Equal(5, await all["Five"].InvokeAsync([]));
    }

    [Fact]
    public async Task Invoke_OfAThrowingMethod_ThrowsTheSameException()
    {
        var definition = ActivityDefinition.CreateAll(new Samples()).Single(d => d.Name == "Throws");
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => definition.InvokeAsync([]));
        Assert.Equal("on purpose", e.Message);
        var lambda = ActivityDefinition.Create([Activity("t")] () => { throw new InvalidOperationException("lambda"); });
        await Assert.ThrowsAsync<InvalidOperationException>(() => lambda.InvokeAsync([]));
    }

    [Fact]
    public void Create_WithoutReflection_ChecksTheCounts()
    {
        Assert.Throws<ArgumentException>(
            () => ActivityDefinition.Create("x", typeof(int), [typeof(int)], 2, _ => 1));
        Assert.Throws<ArgumentException>(
            () => ActivityDefinition.Create(null, typeof(int), [typeof(int)], 1, _ => 1));
        Assert.True(ActivityDefinition.Create(null, typeof(int), [typeof(IRawValue[])], 1, _ => 1).Dynamic);
    }

    public sealed class Samples
    {
        [Activity]
        public async Task PlainAsync() => await Task.Yield();

        [Activity]
        public Task Async() => Task.CompletedTask;

        [Activity]
        public int NotATaskAsync() => 1;

        [Activity("other-name")]
        public int Renamed() => 1;

        [Activity]
        public string Defaults(string text, int number = 7, bool flag = true) => $"{text} {number} {flag}";

        [Activity]
        public void Nothing()
        {
        }

        [Activity]
        public async Task<int> FiveAsync()
        {
            await Task.Yield();
            return 5;
        }

        [Activity]
        public int Throws() => throw new InvalidOperationException("on purpose");
    }

    public static class StaticOnly
    {
        [Activity]
        public static int One() => 1;
    }

    public static class Wrong
    {
        [Activity]
        public static void ByRef(ref int number) => number++;

        [Activity]
        public static T? Generic<T>() => default;

        [Activity]
        public static ValueTask ValueTaskAsync() => ValueTask.CompletedTask;

        [Activity("name", Dynamic = true)]
        public static int DynamicWithName(IRawValue[] args) => args.Length;

        [Activity(Dynamic = true)]
        public static int DynamicShape(string args) => args.Length;

        [Activity("__temporal_mine")]
        public static int Reserved() => 1;
    }

    public class Base
    {
        [Activity]
        public virtual int Inherited() => 1;

        [Activity]
        public virtual int Overridden() => 1;

        [Activity]
        public virtual int NotRepeated() => 1;
    }

    public sealed class Derived : Base
    {
        [Activity]
        public override int Overridden() => 2;

        public override int NotRepeated() => 2;
    }
}
