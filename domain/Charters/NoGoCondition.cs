using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Charters;

/// <summary>
/// A state of the world in which nothing may be done. It is read with every precheck; when <see cref="NoGoWhen"/>
/// holds, or when it cannot be read, no action is dispatched.
/// </summary>
public sealed record NoGoCondition(string Id, string Statement, string Source, ToolCall Read, Expectation NoGoWhen);
