using System.Globalization;
using System.Text;

namespace Temporalio.Common.EnvConfig;

/// <summary>
/// Reads the part of TOML that configuration files use: tables, dotted keys, strings of all four kinds, booleans,
/// numbers, arrays and inline tables. Dates and arrays of tables are refused. Errors name line and column.
/// </summary>
internal sealed class TomlReader
{
    private readonly string text;
    private readonly Dictionary<string, object> root = new(StringComparer.Ordinal);
    private readonly HashSet<object> headed = new(ReferenceEqualityComparer.Instance);
    private int at;

    private TomlReader(string text) => this.text = text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private char Next => at < text.Length ? text[at] : '\0';

    /// <summary>Reads a document into dictionaries, lists and plain values.</summary>
    /// <exception cref="FormatException">The text is no such document.</exception>
    public static Dictionary<string, object> Read(string text)
    {
        var reader = new TomlReader(text);
        reader.ReadDocument();
        return reader.root;
    }

    private void ReadDocument()
    {
        var table = root;
        for (SkipBlank(); at < text.Length; SkipBlank())
        {
            if (Next == '[')
            {
                table = ReadHeader();
            }
            else
            {
                ReadPair(table);
            }

            SkipSpace();
            if (at < text.Length && Next is not ('\n' or '#'))
            {
                throw Error("one setting a line");
            }
        }
    }

    private Dictionary<string, object> ReadHeader()
    {
        Expect('[');
        if (Next == '[')
        {
            throw Error("a table: arrays of tables are not supported");
        }

        var keys = ReadKeys();
        Expect(']');
        var table = Descend(root, keys);
        return headed.Add(table) ? table : throw Error($"a new table: [{string.Join('.', keys)}] stands here twice");
    }

    private void ReadPair(Dictionary<string, object> table)
    {
        var keys = ReadKeys();
        Expect('=');
        var target = Descend(table, keys[..^1]);
        var value = ReadValue();
        if (!target.TryAdd(keys[^1], value))
        {
            throw Error($"a new key: {keys[^1]} is set twice");
        }
    }

    private Dictionary<string, object> Descend(Dictionary<string, object> from, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (!from.TryGetValue(key, out var inner))
            {
                from[key] = inner = new Dictionary<string, object>(StringComparer.Ordinal);
            }

            from = inner as Dictionary<string, object> ?? throw Error($"a table: {key} is a value");
        }

        return from;
    }

    private List<string> ReadKeys()
    {
        var keys = new List<string>();
        do
        {
            SkipSpace();
            keys.Add(Next is '"' or '\'' ? ReadText() : ReadBareKey());
            SkipSpace();
        }
        while (Accept("."));
        return keys;
    }

    private string ReadBareKey()
    {
        var start = at;
        while (char.IsAsciiLetterOrDigit(Next) || Next is '_' or '-')
        {
            at++;
        }

        return at > start ? text[start..at] : throw Error("a key");
    }

    private object ReadValue()
    {
        SkipSpace();
        return Next switch
        {
            '"' or '\'' => ReadText(),
            '[' => ReadArray(),
            '{' => ReadInline(),
            _ when Accept("true") => true,
            _ when Accept("false") => false,
            _ => ReadNumber(),
        };
    }

    private object ReadNumber()
    {
        var start = at;
        while (char.IsAsciiLetterOrDigit(Next) || Next is '+' or '-' or '.' or '_' or ':')
        {
            at++;
        }

        var number = text[start..at].Replace("_", string.Empty, StringComparison.Ordinal);
        if (long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
        {
            return real;
        }

        at = start;
        throw Error("a string in quotes, true, false, a number, an array or an inline table");
    }

    private List<object> ReadArray()
    {
        var items = new List<object>();
        Expect('[');
        for (SkipBlank(); !Accept("]"); SkipBlank())
        {
            items.Add(ReadValue());
            SkipBlank();
            if (!Accept(",") && Next != ']')
            {
                throw Error("a comma or ]");
            }
        }

        return items;
    }

    private Dictionary<string, object> ReadInline()
    {
        var table = new Dictionary<string, object>(StringComparer.Ordinal);
        headed.Add(table);
        Expect('{');
        SkipSpace();
        while (!Accept("}"))
        {
            ReadPair(table);
            SkipSpace();
            if (!Accept(",") && Next != '}')
            {
                throw Error("a comma or }");
            }

            SkipSpace();
        }

        return table;
    }

    private string ReadText()
    {
        var quote = Next;
        var isLong = Accept(new string(quote, 3));
        if (isLong)
        {
            Accept("\n");
        }
        else
        {
            at++;
        }

        var end = new string(quote, isLong ? 3 : 1);
        var read = new StringBuilder();
        while (!Accept(end))
        {
            if (at >= text.Length || (Next == '\n' && !isLong))
            {
                throw Error($"the end of the string, {end}");
            }

            if (quote == '"' && Next == '\\')
            {
                ReadEscape(read, isLong);
            }
            else
            {
                read.Append(text[at++]);
            }
        }

        return read.ToString();
    }

    private void ReadEscape(StringBuilder read, bool isLong)
    {
        at++;
        if (isLong && Next == '\n')
        {
            while (char.IsWhiteSpace(Next))
            {
                at++;
            }

            return;
        }

        var escape = Next;
        at++;
        read.Append(escape switch
        {
            'b' => "\b",
            't' => "\t",
            'n' => "\n",
            'f' => "\f",
            'r' => "\r",
            '"' => "\"",
            '\\' => "\\",
            'u' => ReadCodePoint(4),
            'U' => ReadCodePoint(8),
            _ => throw Error($"an escape that TOML knows, not \\{escape}"),
        });
    }

    private string ReadCodePoint(int digits)
    {
        if (at + digits <= text.Length &&
            int.TryParse(text.AsSpan(at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) &&
            Rune.IsValid(code))
        {
            at += digits;
            return new Rune(code).ToString();
        }

        throw Error($"{digits} hexadecimal digits of a character");
    }

    private bool Accept(string wanted)
    {
        if (string.CompareOrdinal(text, at, wanted, 0, wanted.Length) != 0)
        {
            return false;
        }

        at += wanted.Length;
        return true;
    }

    private void Expect(char wanted)
    {
        SkipSpace();
        if (Next != wanted)
        {
            throw Error(wanted.ToString());
        }

        at++;
    }

    private void SkipSpace()
    {
        while (Next is ' ' or '\t')
        {
            at++;
        }
    }

    private void SkipBlank()
    {
        while (at < text.Length && (char.IsWhiteSpace(Next) || Next == '#'))
        {
            if (Next == '#')
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else
            {
                at++;
            }
        }
    }

    private FormatException Error(string expected)
    {
        var before = text.AsSpan(0, Math.Min(at, text.Length));
        var line = before.Count('\n') + 1;
        return new($"{line}:{before.Length - before.LastIndexOf('\n')}: expected {expected}");
    }
}
