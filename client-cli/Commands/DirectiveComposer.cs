using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands;

/// <summary>Makes a directive of an instruction and the options, and signs it where that is asked for.</summary>
internal sealed class DirectiveComposer(DirectiveOptions options)
{
    public async Task<DirectiveDraft> DraftAsync(CommandContext context, RunView run, Instruction instruction)
    {
        var state = await run.StateAsync();
        var directive = new Directive(
            new DirectiveId(context.Get(options.DirectiveId) ?? context.Host.NewId()),
            new PersonId(context.Settings.Person),
            context.Get(options.Epoch) ?? state.LeadEpoch,
            context.Host.Clock.GetUtcNow(),
            instruction,
            context.Get(options.Reason),
            LedgerHeadText.Parse(context.Get(options.Head)) ?? state.Head,
            run.Run,
            state.Charter.Identity == IdentityMode.Signed ? state.Opening : null,
            LaneEpoch: state.LaneEpochOf(instruction));
        return new DirectiveDraft(directive, state);
    }

    // Signed after the confirmation: what was not meant is not to exist as signed bytes.
    public Task<Directive> SignedAsync(CommandContext context, DirectiveDraft draft) =>
        draft.State.Charter.Identity == IdentityMode.Signed
            ? SshKeygen.SignAsync(
                context.Host, context.Get(options.SignKey), draft.Directive, context.CancellationToken)
            : Task.FromResult(draft.Directive);
}
