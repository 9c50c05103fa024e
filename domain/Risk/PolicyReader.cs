using System.Globalization;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;

namespace DirectedExecution.Domain.Risk;

/// <summary>
/// Reads a risk policy from a document: the whole of it, or every problem in it. Time zones are looked up by the caller
/// and kept in the policy, so that nothing depends on a machine's own tables later.
/// </summary>
public static class PolicyReader
{
    private static readonly ValueList<string> Days =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <param name="root">The document.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="zones">The offsets of a time zone by its IANA id; null for one that is not known.</param>
    public static DocumentResult<RiskPolicy> Read(
        DocumentNode root, string fileName, Func<string, ValueList<ZoneOffset>?> zones)
    {
        var cursor = new DocumentCursor(new DocumentSource(fileName, root), "policy");
        var policy = Read(cursor, root, zones);
        if (cursor.IsClean)
        {
            cursor.Add(PolicyLint.Check(policy));
        }

        return new(cursor.IsClean ? policy : null, cursor.Problems);
    }

    /// <summary>The problems of a policy with a charter and a procedure, where they stand in its document.</summary>
    public static ValueList<Problem> Check(
        DocumentNode root, string fileName, RiskPolicy policy, RunDocuments documents)
    {
        var cursor = new DocumentCursor(new DocumentSource(fileName, root), "policy");
        cursor.Add(PolicyLint.Check(policy, documents.Charter, documents.Procedure));
        return cursor.Problems;
    }

    internal static RiskPolicy Read(
        DocumentCursor cursor, DocumentNode root, Func<string, ValueList<ZoneOffset>?> zones)
    {
        var fields = new MappingReader(cursor, root, "policy");
        PartReaders.SchemaVersion(fields);
        var policy = new RiskPolicy(
            fields.Is("policy").Text("id"),
            fields.Text("version"),
            fields.List("protectedEnvironments", (node, path) => PartReaders.Words(cursor, node, path)),
            CostLimit(fields.Mapping("costLimit")),
            fields.List("rules", (node, path) => Rule(cursor, node, path)),
            fields.List("gates", (node, path) => GateReader.Read(new MappingReader(cursor, node, path))),
            fields.List("calendars", (node, path) => Calendar(cursor, node, path, zones)));
        fields.Done();
        return policy;
    }

    private static Money CostLimit(MappingReader fields)
    {
        var limit = new Money(fields.Is("cost").Number("amount"), fields.Text("currency"));
        fields.Done();
        return limit;
    }

    private static RiskRule Rule(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var rule = new RiskRule(fields.Is("rule").Choice<RiskFactor>("factor"), fields.Choice<RiskTier>("tier"));
        fields.Done();
        return rule;
    }

    private static WorkingCalendar Calendar(
        DocumentCursor cursor, DocumentNode node, string path, Func<string, ValueList<ZoneOffset>?> zones)
    {
        var fields = new MappingReader(cursor, node, path);
        var zone = fields.Is("calendar").Text("zone");
        var calendar = new WorkingCalendar(
            fields.Text("id"),
            zone,
            fields.List("hours", (item, at) => Hours(cursor, item, at)).SelectMany(hours => hours).ToValueList(),
            fields.List("holidays", (item, at) => Date(cursor, item, at)),
            zones(zone) ?? []);
        if (calendar.Offsets.IsEmpty && zone.Length > 0)
        {
            cursor.Add(
                ProblemCode.BadValue, $"{path}.zone", $"\"{zone}\" is no time zone that is known here.",
                "Write an IANA id such as Europe/Berlin or UTC.");
        }

        fields.Done();
        return calendar;
    }

    private static ValueList<WorkingHours> Hours(DocumentCursor cursor, DocumentNode node, string path)
    {
        var fields = new MappingReader(cursor, node, path);
        var days = fields.Is("hours").List("days", (item, at) => Day(cursor, item, at));
        var (from, to) = (Time(fields, "from"), Time(fields, "to"));
        fields.Done();
        return days.Select(day => new WorkingHours(day, from, to)).ToValueList();
    }

    private static DayOfWeek Day(DocumentCursor cursor, DocumentNode node, string path)
    {
        var word = PartReaders.Words(cursor, node, path);
        cursor.Shapes?.Item(path, new Shape.Word(Days));
        if (Enumerable.Range(0, Days.Count).FirstOrDefault(one => Days[one] == word, -1) is var day and >= 0)
        {
            return (DayOfWeek)day;
        }

        cursor.Add(ProblemCode.BadValue, path, $"\"{word}\" is no day.", "Write monday, tuesday and so on.");
        return default;
    }

    private static TimeOnly Time(MappingReader fields, string name)
    {
        var word = fields.Text(name);
        fields.Note(name, new Shape.Form("^([01][0-9]|2[0-3]):[0-5][0-9]$"), isRequired: true);
        if (TimeOnly.TryParseExact(word, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        if (word.Length > 0)
        {
            fields.Cursor.Add(
                ProblemCode.BadValue, $"{fields.Path}.{name}", $"\"{word}\" is no time of day.",
                "Write hours and minutes in quotes, such as \"09:00\".");
        }

        return default;
    }

    private static DateOnly Date(DocumentCursor cursor, DocumentNode node, string path)
    {
        var word = PartReaders.Words(cursor, node, path);
        cursor.Shapes?.Item(path, new Shape.Form("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        cursor.Add(
            ProblemCode.BadValue, path, $"\"{word}\" is no date.", "Write year-month-day, such as \"2026-12-25\".");
        return default;
    }
}
