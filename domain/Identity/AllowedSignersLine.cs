using System.Globalization;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Identity;

/// <summary>One line on its way to become a signer: where the reader is, and what it stumbled over.</summary>
internal sealed class AllowedSignersLine(string text)
{
    private static readonly string[] TimeFormats = ["yyyyMMdd'Z'", "yyyyMMddHHmm'Z'", "yyyyMMddHHmmss'Z'"];

    private int position;
    private ValueList<string>? namespaces;
    private DateTimeOffset? validAfter;
    private DateTimeOffset? validBefore;

    public bool IsBlank => text.AsSpan().Trim() is [] or ['#', ..];

    /// <summary>Where the last word began, counted from 0.</summary>
    public int At { get; private set; }

    public string Sentence { get; private set; } = string.Empty;

    public string Fix { get; private set; } = string.Empty;

    /// <summary>The signer, or null with <see cref="Sentence"/> and <see cref="Fix"/> said.</summary>
    public AllowedSigner? Read(int number)
    {
        if (People() is not { } people)
        {
            return null;
        }

        var word = Word();
        if (word.Length > 0 && !SshPublicKey.IsType(word))
        {
            if (!Options(word))
            {
                return null;
            }

            word = Word();
        }

        return Key(word) is { } key
            ? new AllowedSigner(people, key, number, namespaces, validAfter, validBefore)
            : null;
    }

    private ValueList<PersonId>? People()
    {
        var names = Word().Trim('"').Split(',');
        if (names.Any(name => name.Length == 0))
        {
            return Fail<ValueList<PersonId>>("A name is empty.", "Write names with commas between them, no spaces.");
        }

        return names.FirstOrDefault(name => name.AsSpan().IndexOfAny('*', '?', '!') >= 0) is { } pattern
            ? Fail<ValueList<PersonId>>(
                $"\"{pattern}\" is a pattern; a key speaks for people who are named letter by letter.",
                "Write the names out.")
            : names.Select(name => new PersonId(name)).ToValueList();
    }

    private bool Options(string word)
    {
        foreach (var option in Split(word))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? option : option[..equals]).ToLowerInvariant();
            var value = equals < 0 ? null : option[(equals + 1)..].Trim('"');
            if (!Option(name, value))
            {
                return false;
            }
        }

        return validBefore is not { } before || validAfter is not { } after || before > after
            || Fail("valid-before is not after valid-after: the key would never be valid.", "Mend one of the two.");
    }

    private bool Option(string name, string? value) => name switch
    {
        "cert-authority" => Fail(
            "cert-authority: certificates are not taken; only plain keys.", "List each person's own key."),
        "namespaces" when !string.IsNullOrEmpty(value) => Set(ref namespaces, value.Split(',').ToValueList()),
        "valid-after" => Time(name, value, ref validAfter),
        "valid-before" => Time(name, value, ref validBefore),
        "namespaces" => Fail("namespaces has no value.", $"Write namespaces=\"{SshSignature.Namespace}\"."),
        _ => Fail(
            $"The option \"{name}\" is not known.", "Known are: namespaces, valid-after, valid-before."),
    };

    private bool Time(string name, string? value, ref DateTimeOffset? field)
    {
        if (DateTimeOffset.TryParseExact(
            value, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return Set(ref field, time);
        }

        return value is { Length: > 0 } && char.IsAsciiDigit(value[^1])
            ? Fail(
                $"{name}={value} is local time, another moment on another machine.",
                "Write it in UTC, with a Z at the end.")
            : Fail($"{name}={value} is no time.", "Write YYYYMMDDZ, YYYYMMDDHHMMZ or YYYYMMDDHHMMSSZ.");
    }

    private bool Set<T>(ref T? field, T value)
    {
        if (field is not null)
        {
            return Fail("An option stands twice.", "Write it once.");
        }

        field = value;
        return true;
    }

    private SshPublicKey? Key(string type)
    {
        if (type.Length == 0)
        {
            return Fail<SshPublicKey>("The key is missing.", "Write NAME KEYTYPE KEY, as in a .pub file.");
        }

        var typeAt = At;
        var blob = new byte[text.Length];
        var body = Word();
        if (!Convert.TryFromBase64String(body, blob, out var length) || length == 0)
        {
            return Fail<SshPublicKey>("The key is not in base64.", "Copy it from the .pub file.");
        }

        if (SshPublicKey.Read(blob.AsSpan(0, length), out var problem) is { } key)
        {
            var reader = new SshReader(blob.AsSpan(0, length));
            return reader.TryText(out var named) && named == type
                ? key
                : Fail<SshPublicKey>(
                    $"The key is of the type {named}, not {type}.", "Copy the line from the .pub file.");
        }

        At = typeAt;
        return Fail<SshPublicKey>(problem, "Use an ssh-ed25519, ecdsa-sha2-nistp256/384/521 or ssh-rsa key.");
    }

    // Up to the next space outside of quotes.
    private string Word()
    {
        while (position < text.Length && text[position] is ' ' or '\t')
        {
            position++;
        }

        At = position;
        var isQuoted = false;
        while (position < text.Length && (isQuoted || text[position] is not (' ' or '\t')))
        {
            isQuoted ^= text[position] == '"';
            position++;
        }

        return text[At..position];
    }

    private static IEnumerable<string> Split(string options)
    {
        var isQuoted = false;
        var start = 0;
        for (var at = 0; at < options.Length; at++)
        {
            isQuoted ^= options[at] == '"';
            if (options[at] == ',' && !isQuoted)
            {
                yield return options[start..at];
                start = at + 1;
            }
        }

        yield return options[start..];
    }

    private bool Fail(string sentence, string fix)
    {
        (Sentence, Fix) = (sentence, fix);
        return false;
    }

    private T? Fail<T>(string sentence, string fix)
        where T : class
    {
        Fail(sentence, fix);
        return null;
    }
}
