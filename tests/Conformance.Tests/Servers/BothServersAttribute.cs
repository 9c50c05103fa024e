using System.Reflection;
using Xunit.Sdk;

namespace Conformance.Tests.Servers;

/// <summary>Runs a behaviour against each server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothServersAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        [[ServerKind.Embedded], [ServerKind.Real]];
}
