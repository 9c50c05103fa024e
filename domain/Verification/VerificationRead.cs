using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Verification;

/// <summary>
/// One read of authoritative state. Reads with the same <see cref="Fact"/> and different sources are about the same
/// thing and must agree. A read that <see cref="Settles"/> may decide that a doubtful keyed, probed or transactional
/// action was done.
/// </summary>
public sealed record VerificationRead(
    ReadId Id,
    string Fact,
    string Source,
    ToolCall Call,
    Expectation Expectation,
    ReadBinding Binding,
    bool Settles);
