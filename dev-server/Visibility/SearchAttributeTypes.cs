using System.Collections.Frozen;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>The value types of search attributes by the names that flags and payload metadata use.</summary>
internal static class SearchAttributeTypes
{
    private static readonly FrozenDictionary<IndexedValueType, string> Names = new Dictionary<IndexedValueType, string>
    {
        [IndexedValueType.Text] = "Text",
        [IndexedValueType.Keyword] = "Keyword",
        [IndexedValueType.Int] = "Int",
        [IndexedValueType.Double] = "Double",
        [IndexedValueType.Bool] = "Bool",
        [IndexedValueType.Datetime] = "Datetime",
        [IndexedValueType.KeywordList] = "KeywordList",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, IndexedValueType> Types =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static string AllNames => string.Join(", ", Names.OrderBy(pair => pair.Key).Select(pair => pair.Value));

    public static string NameOf(IndexedValueType type) => Names[type];

    /// <summary>The type of that name in any case; null when there is none.</summary>
    public static IndexedValueType? Parse(string name) => Types.TryGetValue(name, out var type) ? type : null;

    /// <summary>
    /// How many custom attributes of a type a namespace can have (the columns of the real server's SQL store).
    /// </summary>
    public static int LimitOf(IndexedValueType type) => type == IndexedValueType.Keyword ? 10 : 3;
}
