using System.Reflection;
using System.Text.Json.Serialization;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;

namespace Domain.Tests.Primitives;

/// <summary>What every stored shape must keep to, so that it reads back whatever it was written with.</summary>
public sealed class StoredShapeTests
{
    // A null is left out when it is written: a member that may be null must therefore be one that may be absent.
    [Fact]
    public void Members_ThatMayBeNull_MayBeAbsent()
    {
        var reached = new HashSet<Type>();
        foreach (var root in new[] { typeof(RunFact), typeof(Instruction), typeof(Directive), typeof(TakeoverPacket) })
        {
            Reach(root, reached);
        }

        var nullability = new NullabilityInfoContext();
        var demanding = reached.SelectMany(type => type.GetConstructors())
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => nullability.Create(parameter).WriteState == NullabilityState.Nullable)
            .Where(parameter => !parameter.HasDefaultValue)
            .Select(parameter => $"{parameter.Member.DeclaringType!.Name}.{parameter.Name}");

        Assert.True(reached.Count > 100, $"Only {reached.Count} shapes were reached.");
        Assert.Empty(demanding);
    }

    private static void Reach(Type type, HashSet<Type> reached)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner.IsGenericType)
        {
            foreach (var argument in inner.GetGenericArguments())
            {
                Reach(argument, reached);
            }
        }

        if (inner.IsEnum || inner.Assembly != typeof(RunFact).Assembly || inner == typeof(JsonData) || inner.IsGenericType
            || !reached.Add(inner))
        {
            return;
        }

        foreach (var derived in inner.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false))
        {
            Reach(derived.DerivedType, reached);
        }

        foreach (var property in inner.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null))
        {
            Reach(property.PropertyType, reached);
        }
    }
}
