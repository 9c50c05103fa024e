using System.Text;
using DirectedExecution.DevServer.Engine;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>Cuts a visibility query into tokens: names, strings in single or double quotes, numbers, signs.</summary>
internal static class QueryLexer
{
    private static readonly string[] Signs = ["<=", ">=", "!=", "<>", "=", "<", ">", "(", ")", ","];

    public static List<QueryToken> Read(string query)
    {
        var tokens = new List<QueryToken>();
        for (var at = 0; at < query.Length;)
        {
            if (char.IsWhiteSpace(query[at]))
            {
                at++;
                continue;
            }

            tokens.Add(Next(query, ref at));
        }

        tokens.Add(new QueryToken(QueryTokenKind.End, "end of query", query.Length + 1));
        return tokens;
    }

    private static QueryToken Next(string query, ref int at)
    {
        var start = at;
        var first = query[at];
        switch (first)
        {
            case '\'' or '"':
                return new QueryToken(QueryTokenKind.Text, Quoted(query, ref at), start + 1);
            case '`':
                return new QueryToken(QueryTokenKind.QuotedName, Quoted(query, ref at), start + 1);
            case >= '0' and <= '9':
            case '-' or '+' or '.' when at + 1 < query.Length && char.IsAsciiDigit(query[at + 1]):
                at++;
                Skip(query, ref at, c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+');
                return new QueryToken(QueryTokenKind.Number, query[start..at], start + 1);
            case '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                Skip(query, ref at, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
                return new QueryToken(QueryTokenKind.Word, query[start..at], start + 1);
        }

        foreach (var sign in Signs.Where(sign => string.CompareOrdinal(query, start, sign, 0, sign.Length) == 0))
        {
            at += sign.Length;
            return new QueryToken(QueryTokenKind.Sign, sign, start + 1);
        }

        throw RpcError.InvalidArgument($"invalid query: unexpected character '{first}' at position {start + 1}");
    }

    private static void Skip(string query, ref int at, Func<char, bool> belongs)
    {
        while (at < query.Length && belongs(query[at]))
        {
            at++;
        }
    }

    /// <summary>To the closing quote; a doubled quote or a backslash stands for the character itself.</summary>
    private static string Quoted(string query, ref int at)
    {
        var quote = query[at];
        var start = at++;
        var text = new StringBuilder();
        for (; at < query.Length; at++)
        {
            if (query[at] == quote)
            {
                at++;
                if (at >= query.Length || query[at] != quote)
                {
                    return text.ToString();
                }
            }
            else if (query[at] == '\\' && quote != '`' && at + 1 < query.Length)
            {
                at++;
            }

            text.Append(query[at]);
        }

        throw RpcError.InvalidArgument($"invalid query: the quote at position {start + 1} is not closed");
    }
}
