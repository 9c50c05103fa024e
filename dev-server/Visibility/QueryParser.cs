using DirectedExecution.DevServer.Engine;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>
/// Reads a visibility query: a filter of comparisons joined by AND, OR, NOT and parentheses, and an optional GROUP BY.
/// Keywords in any case. All errors are INVALID_ARGUMENT with the position.
/// </summary>
internal sealed class QueryParser
{
    private readonly List<QueryToken> tokens;
    private readonly VisibilityFields fields;
    private int next;
    private bool namesDivision;

    private QueryParser(string query, VisibilityFields fields)
    {
        tokens = QueryLexer.Read(query);
        this.fields = fields;
    }

    private QueryToken Current => tokens[next];

    /// <exception cref="RpcError">
    /// INVALID_ARGUMENT: not a query, an unknown name, or a value of the wrong type.
    /// </exception>
    public static VisibilityQuery Parse(string query, VisibilityFields fields)
    {
        var parser = new QueryParser(query, fields);
        var filter = parser.Current.Kind == QueryTokenKind.End || parser.Current.IsWord("GROUP")
            ? null
            : parser.ReadOr();
        var grouped = parser.ReadGroupBy();
        if (parser.Current.Kind != QueryTokenKind.End)
        {
            throw parser.Unexpected("end of query");
        }

        return new VisibilityQuery(filter, grouped, parser.namesDivision);
    }

    private Condition ReadOr()
    {
        var left = ReadAnd();
        while (TakeWord("OR"))
        {
            left = new Condition.Or(left, ReadAnd());
        }

        return left;
    }

    private Condition ReadAnd()
    {
        var left = ReadUnary();
        while (TakeWord("AND"))
        {
            left = new Condition.And(left, ReadUnary());
        }

        return left;
    }

    private Condition ReadUnary()
    {
        if (TakeWord("NOT"))
        {
            return new Condition.Not(ReadUnary());
        }

        if (!TakeSign("("))
        {
            return ReadComparison();
        }

        var inner = ReadOr();
        ExpectSign(")");
        return inner;
    }

    private Condition ReadComparison()
    {
        var field = ReadField();
        if (TakeWord("IS"))
        {
            var isNot = TakeWord("NOT");
            ExpectWord("NULL");
            return Negate(isNot, new Condition.IsNull(field));
        }

        if (Current.Kind == QueryTokenKind.Sign)
        {
            return ReadSign(field);
        }

        var negated = TakeWord("NOT");
        if (TakeWord("IN"))
        {
            return Negate(negated, new Condition.AnyOf(field, ReadList(field)));
        }

        if (TakeWord("BETWEEN"))
        {
            var from = new Condition.Compare(field, CompareSign.GreaterOrEqual, ReadOrdered(field));
            ExpectWord("AND");
            return Negate(
                negated,
                new Condition.And(from, new Condition.Compare(field, CompareSign.LessOrEqual, ReadOrdered(field))));
        }

        if (TakeWord("STARTS_WITH"))
        {
            var prefix = Take();
            return prefix.Kind == QueryTokenKind.Text && QueryLiteral.CanHavePrefix(field)
                ? Negate(negated, new Condition.StartsWith(field, prefix.Text))
                : throw RpcError.InvalidArgument(
                    $"invalid query: STARTS_WITH needs a Keyword attribute and a string, at '{field.Name}'");
        }

        throw Unexpected("a comparison");
    }

    private Condition ReadSign(VisibilityField field)
    {
        var sign = Take();
        return sign.Text switch
        {
            "=" => new Condition.AnyOf(field, [ReadValue(field)]),
            "!=" or "<>" => new Condition.Not(new Condition.AnyOf(field, [ReadValue(field)])),
            "<" => new Condition.Compare(field, CompareSign.Less, ReadOrdered(field)),
            "<=" => new Condition.Compare(field, CompareSign.LessOrEqual, ReadOrdered(field)),
            ">" => new Condition.Compare(field, CompareSign.Greater, ReadOrdered(field)),
            ">=" => new Condition.Compare(field, CompareSign.GreaterOrEqual, ReadOrdered(field)),
            _ => throw RpcError.InvalidArgument($"invalid query: unexpected '{sign.Text}' at position {sign.Position}"),
        };
    }

    private VisibilityField ReadField()
    {
        var name = Take();
        if (name.Kind is not (QueryTokenKind.Word or QueryTokenKind.QuotedName))
        {
            throw RpcError.InvalidArgument(
                $"invalid query: '{name.Text}' at position {name.Position} is not the name of a search attribute");
        }

        namesDivision |= name.Text == SystemNames.NamespaceDivision;
        return fields.Find(name.Text) ??
            throw RpcError.InvalidArgument($"invalid query: '{name.Text}' is not a valid search attribute");
    }

    private List<object> ReadList(VisibilityField field)
    {
        ExpectSign("(");
        var values = new List<object> { ReadValue(field) };
        while (TakeSign(","))
        {
            values.Add(ReadValue(field));
        }

        ExpectSign(")");
        return values;
    }

    private object ReadValue(VisibilityField field) => QueryLiteral.Read(field, Take());

    private object ReadOrdered(VisibilityField field) => QueryLiteral.IsOrdered(field)
        ? ReadValue(field)
        : throw RpcError.InvalidArgument($"invalid query: '{field.Name}' cannot be compared by order");

    private bool ReadGroupBy()
    {
        if (!TakeWord("GROUP"))
        {
            return false;
        }

        ExpectWord("BY");
        var field = ReadField();
        return field.Name == SystemNames.ExecutionStatus && !Current.IsSign(",")
            ? true
            : throw RpcError.InvalidArgument(
                $"invalid query: GROUP BY is supported for {SystemNames.ExecutionStatus} alone");
    }

    private static Condition Negate(bool negated, Condition condition) =>
        negated ? new Condition.Not(condition) : condition;

    private QueryToken Take() => Current.Kind == QueryTokenKind.End ? throw Unexpected("more") : tokens[next++];

    private bool TakeWord(string word) => Advance(Current.IsWord(word));

    private bool TakeSign(string sign) => Advance(Current.IsSign(sign));

    private bool Advance(bool matches)
    {
        next += matches ? 1 : 0;
        return matches;
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word))
        {
            throw Unexpected(word);
        }
    }

    private void ExpectSign(string sign)
    {
        if (!TakeSign(sign))
        {
            throw Unexpected($"'{sign}'");
        }
    }

    private RpcError Unexpected(string wanted) =>
        RpcError.InvalidArgument(
            $"invalid query: found '{Current.Text}' at position {Current.Position} where {wanted} should be");
}
