namespace Conformance.Tests.Servers;

/// <summary>A behaviour for which both servers are held against each other, not one after the other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothServersTogetherAttribute : Attribute;
