using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// A call of a tool: its kind (shell, http, sql, file, service …), parameters as a JSON object, a time limit, and the
/// name of a credential (never the secret itself). In a procedure the parameters may hold <c>{{args.x}}</c> and
/// <c>{{targets.id.x}}</c>; in <c>Work</c> they are resolved. What a <see cref="Sensitive"/> call brings goes into the
/// annex, and no ledger or history holds it.
/// </summary>
public sealed record ToolCall(
    string Kind, JsonData Parameters, TimeSpan Timeout, string? Credential = null, bool? Sensitive = null);
