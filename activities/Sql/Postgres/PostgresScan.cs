using System.Globalization;
using System.Text;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Sql.Postgres;

/// <summary>Walks once through a statement, as PostgreSQL's own lexer cuts it (with standard strings).</summary>
internal sealed class PostgresScan(string sql)
{
    private readonly StringBuilder text = new();
    private readonly List<string> names = [];
    private int at;
    private bool hasEnded;

    public string Text => text.ToString();

    public IReadOnlyList<string> Names => names;

    public string FirstWord { get; private set; } = string.Empty;

    public bool NamesReceipts { get; private set; }

    private char Next => at + 1 < sql.Length ? sql[at + 1] : '\0';

    public void Run()
    {
        while (at < sql.Length)
        {
            Step(sql[at]);
        }
    }

    private void Step(char here)
    {
        if (char.IsWhiteSpace(here))
        {
            Keep(1);
        }
        else if (here == '-' && Next == '-')
        {
            var end = sql.IndexOf('\n', at);
            Keep((end < 0 ? sql.Length : end) - at);
        }
        else if (here == '/' && Next == '*')
        {
            Keep(LengthOfComment());
        }
        else if (here == ';')
        {
            // A closing one is left out; after it nothing but blanks and comments may come.
            hasEnded = true;
            at++;
        }
        else
        {
            RefuseAfterEnd();
            Token(here);
        }
    }

    private void Token(char here)
    {
        if (here is '\'' or '"')
        {
            Quoted(here, hasEscapes: false);
        }
        else if (here == '$')
        {
            Dollar();
        }
        else if (IsWordStart(here))
        {
            Word();
        }
        else
        {
            Keep(1);
        }
    }

    private void Word()
    {
        var end = at;
        while (end < sql.Length && (IsWordStart(sql[end]) || char.IsAsciiDigit(sql[end]) || sql[end] == '$'))
        {
            end++;
        }

        var word = sql[at..end].ToLowerInvariant();
        FirstWord = FirstWord.Length == 0 ? word : FirstWord;
        NamesReceipts |= word == PostgresReceipts.Table;
        var isEscapeString = word == "e" && end < sql.Length && sql[end] == '\'';
        Keep(end - at);
        if (isEscapeString)
        {
            Quoted('\'', hasEscapes: true);
        }
    }

    private void Quoted(char quote, bool hasEscapes)
    {
        var end = at + 1;
        while (end < sql.Length)
        {
            if (hasEscapes && sql[end] == '\\')
            {
                end += 2;
            }
            else if (sql[end] != quote)
            {
                end++;
            }
            else if (end + 1 < sql.Length && sql[end + 1] == quote)
            {
                end += 2;
            }
            else
            {
                NamesReceipts |= quote == '"' && sql.AsSpan(at + 1, end - at - 1).SequenceEqual(PostgresReceipts.Table);
                Keep(end + 1 - at);
                return;
            }
        }

        throw Refuse("has a quotation that does not end");
    }

    private void Dollar()
    {
        var end = at + 1;
        while (end < sql.Length && (IsWordStart(sql[end]) || char.IsAsciiDigit(sql[end])))
        {
            end++;
        }

        if (end < sql.Length && sql[end] == '$')
        {
            var tag = sql[at..(end + 1)];
            var close = sql.IndexOf(tag, end + 1, StringComparison.Ordinal);
            Keep(close < 0 ? throw Refuse($"has a quotation {tag} that does not end") : close + tag.Length - at);
            return;
        }

        var name = sql[at..end];
        if (name.Length < 2 || char.IsAsciiDigit(name[1]))
        {
            throw Refuse($"has '{name}'; values are bound by name, as in $lot");
        }

        var position = names.IndexOf(name);
        if (position < 0)
        {
            position = names.Count;
            names.Add(name);
        }

        text.Append('$').Append((position + 1).ToString(CultureInfo.InvariantCulture));
        at = end;
    }

    private int LengthOfComment()
    {
        var depth = 0;
        for (var end = at; end + 1 < sql.Length; end++)
        {
            depth += (sql[end], sql[end + 1]) switch { ('/', '*') => 1, ('*', '/') => -1, _ => 0 };
            if ((sql[end], sql[end + 1]) is ('/', '*') or ('*', '/'))
            {
                end++;
            }

            if (depth == 0)
            {
                return end + 1 - at;
            }
        }

        throw Refuse("has a comment that does not end");
    }

    private void RefuseAfterEnd()
    {
        if (hasEnded)
        {
            throw Refuse("holds more than one statement; write them as 'statements'");
        }
    }

    private void Keep(int count)
    {
        text.Append(sql, at, count);
        at += count;
    }

    private static bool IsWordStart(char character) =>
        character == '_' || char.IsAsciiLetter(character) || character >= 0x80;

    private static ToolRefusalException Refuse(string why) =>
        new(ToolCodes.ParameterInvalid, $"The statement {why}.");
}
