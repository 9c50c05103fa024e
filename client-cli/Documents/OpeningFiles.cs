using System.Text.Json;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Governance;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Cli.Documents;

/// <summary>The files that a run is opened with, read and judged as a whole.</summary>
internal static class OpeningFiles
{
    public static RunOpening Read(
        CliHost host,
        string charter,
        string procedure,
        string? signers = null,
        string? registry = null,
        string? policy = null,
        string? rehearsal = null,
        Func<Charter, Charter>? change = null)
    {
        var read = ReadDocuments(host, charter, procedure);
        var documents = read with { Charter = change?.Invoke(read.Charter) ?? read.Charter };
        var opening = new RunOpening(
            documents.Charter,
            documents.Procedure,
            Policy: policy is null ? null : PolicyFile.Read(host, policy, documents),
            Rehearsal: Rehearsed(host, charter, documents, rehearsal));
        return Governed(host, WithSigners(host, opening, signers), registry);
    }

    /// <summary>A charter and a procedure that fit each other.</summary>
    public static RunDocuments ReadDocuments(CliHost host, string charter, string procedure)
    {
        var read = RunDocuments.Read(DocumentFile.Read(host, charter), DocumentFile.Read(host, procedure));
        return read.Value ?? throw BadDocuments.Of(read.Problems);
    }

    /// <summary>A packet file, whole and undamaged.</summary>
    public static TakeoverPacket ReadPacket(CliHost host, string name)
    {
        TakeoverPacket packet;
        try
        {
            packet = DomainJson.Deserialize<TakeoverPacket>(DocumentFile.ReadText(host, name));
        }
        catch (JsonException bad)
        {
            var place = bad.LineNumber is { } line ? $":{line + 1}:{(bad.BytePositionInLine ?? 0) + 1}" : string.Empty;
            throw new CliException(
                ExitCode.VerificationFailed,
                "packetUnreadable",
                $"{name}{place}: {bad.Path ?? "$"}: this is not a takeover packet",
                "fetch it again with directed takeover packet RUN --to FILE");
        }

        return PacketBuilder.Damage(packet) is { } damage
            ? throw new CliException(
                ExitCode.VerificationFailed, "packetDamaged", $"{name}: {damage}",
                "fetch it again with directed takeover packet RUN --to FILE")
            : packet;
    }

    private static Rehearsal? Rehearsed(CliHost host, string charter, RunDocuments documents, string? script) =>
        (documents.Charter.Mode, script) switch
        {
            (RunMode.Live, null) => null,
            (RunMode.Live, _) => throw new CliException(
                ExitCode.BadInput, "modeMismatch",
                $"{charter}: mode: the charter says live, and there is a rehearsal script",
                "write mode: rehearsal, or open it with directed rehearse"),
            (_, null) => throw new CliException(
                ExitCode.BadInput, "scriptMissing",
                $"{charter}: mode: the charter says rehearsal; nothing says what the systems answer",
                "give --rehearsal FILE; directed rehearsal draft makes one to begin with"),
            (_, { } file) => RehearsalFile.Read(host, file, documents),
        };

    private static RunOpening WithSigners(CliHost host, RunOpening opening, string? file)
    {
        var signers = file is null ? null : AllowedSigners.Of(DocumentFile.ReadText(host, file));
        if (signers?.Read(file!).Problems is [_, ..] problems)
        {
            throw BadDocuments.Of(problems);
        }

        return AllowedSignersLint.Check(opening.Charter, signers) is { } unfit
            ? throw new CliException(
                ExitCode.BadInput, "signersUnfit", unfit.TrimEnd('.'),
                "give --allowed-signers FILE with a line for each person of the charter")
            : opening with { Signers = signers };
    }

    // The run pins what the file says about its procedure now; its own rules judge it again.
    private static RunOpening Governed(CliHost host, RunOpening opening, string? registry)
    {
        var approvals = registry is null
            ? null
            : ApprovalChain.About(ApprovalsFile.Read(host, registry), opening.Procedure);
        return ApprovalRules.Check(opening.Charter, opening.Procedure, approvals, opening.Signers) is { } refusal
            ? throw new CliException(
                RefusalExit.Of(refusal.Code), Rendering.Words.Code(refusal.Code), refusal.Sentence,
                registry is null
                    ? "name the approvals file with --registry"
                    : "have the version approved: directed procedure approve FILE --registry FILE --reason TEXT"
                        + (opening.Charter.Governance == GovernanceMode.Signed ? " --sign-key FILE" : string.Empty))
            : opening with { Approvals = approvals };
    }

    /// <summary>The opening of a successor: everything as the packet has it.</summary>
    public static RunOpening Continue(TakeoverPacket packet)
    {
        var state = packet.Snapshot.Restore();
        return new RunOpening(state.Charter, state.Procedure, packet);
    }
}
