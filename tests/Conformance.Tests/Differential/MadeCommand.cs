using Temporalio.Api.Command.V1;

namespace Conformance.Tests.Differential;

/// <summary>A command of a completion.</summary>
/// <param name="Text">What it is, to read.</param>
/// <param name="Make">Makes it for one side.</param>
internal sealed record MadeCommand(string Text, Func<Player, Command> Make);
