using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Identity;

/// <summary>
/// Whether a directive is that of the person it names. Pure: it asks the signers that were pinned at the opening, and
/// the moment at which the directive is judged.
/// </summary>
internal static class SignatureJudge
{
    /// <summary>
    /// Why the directive is not proven, or null. Where names are taken as they are, nothing is proven.
    /// </summary>
    public static Refusal? Judge(RunState state, Directive directive, DateTimeOffset now, out string? signedWith)
    {
        signedWith = null;
        if (state.Charter.Identity != IdentityMode.Signed)
        {
            return directive.Signature is null
                ? null
                : new(
                    RefusalCode.SignatureUnexpected,
                    "This run takes people by their names; a signature that nobody verifies would prove nothing.");
        }

        if (directive.Signature is not { } text)
        {
            return new(
                RefusalCode.SignatureMissing, "The charter asks for signed directives; this one has no signature.");
        }

        if (SshSignature.Read(text, out var problem) is not { } signature)
        {
            return new(RefusalCode.SignatureInvalid, problem);
        }

        if (signature.WhyNotOver(directive.SignedText()) is { } wrong)
        {
            return new(RefusalCode.SignatureInvalid, wrong);
        }

        if (Signer(state, directive.Issuer, signature.Key, now) is { } barred)
        {
            return barred;
        }

        // Else it could be played back to another run of the same name.
        if (directive.Run is null || directive.Opening != state.Opening)
        {
            return new(
                RefusalCode.WrongRun,
                $"A signed directive names its run and the digest of the entry that opened it ({state.Opening}).");
        }

        signedWith = signature.Key.Fingerprint;
        return null;
    }

    /// <summary>A refusal by which the issuer is not proven to have said anything.</summary>
    public static bool IsUnproven(Refusal? refusal) => refusal?.Code is RefusalCode.SignatureMissing
        or RefusalCode.SignatureInvalid or RefusalCode.SignerNotAllowed or RefusalCode.KeyNotValid;

    private static Refusal? Signer(RunState state, PersonId person, SshPublicKey key, DateTimeOffset now)
    {
        var lines = (state.Signers?.Read().Value ?? [])
            .Where(line => line.Key.Blob == key.Blob && line.People.Contains(person) && line.IsForDirectives)
            .ToList();
        if (lines.Count == 0)
        {
            return new(
                RefusalCode.SignerNotAllowed,
                $"The key {key.Fingerprint} is not {person}'s among the allowed signers of this run.");
        }

        return lines.Any(line => line.IsValidAt(now))
            ? null
            : new(RefusalCode.KeyNotValid, $"{person}'s key {key.Fingerprint} is not valid at {now:O}.");
    }
}
