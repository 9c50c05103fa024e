using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Identity;

/// <summary>
/// Reads a file in OpenSSH's format (ssh-keygen(1), ALLOWED SIGNERS), the one that git uses. What would let a key speak
/// for somebody whom the file does not name letter by letter is refused: patterns of names, and certificates.
/// </summary>
internal static class AllowedSignersReader
{
    public static DocumentResult<ValueList<AllowedSigner>> Read(string content, string file)
    {
        if (content.Length > AllowedSigners.MaxLength)
        {
            return new(null, [Problem(file, 1, 0, $"The file is longer than {AllowedSigners.MaxLength} characters.",
                "Leave the people out who are not named in the charter.")]);
        }

        var signers = new List<AllowedSigner>();
        var problems = new List<Problem>();
        var lines = content.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var line = new AllowedSignersLine(lines[index].TrimEnd('\r'));
            if (line.IsBlank)
            {
                continue;
            }

            if (line.Read(index + 1) is { } signer)
            {
                signers.Add(signer);
            }
            else
            {
                problems.Add(Problem(file, index + 1, line.At, line.Sentence, line.Fix));
            }
        }

        return problems.Count == 0 ? new(signers.ToValueList(), []) : new(null, problems.ToValueList());
    }

    private static Problem Problem(string file, int line, int at, string sentence, string fix) =>
        new(ProblemCode.BadValue, file, line, at + 1, "allowedSigners", sentence, fix);
}
