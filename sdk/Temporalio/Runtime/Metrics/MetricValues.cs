using System.Globalization;

namespace Temporalio.Runtime.Metrics;

/// <summary>Which types metrics and tags may have, and how they become those that custom meters know.</summary>
internal static class MetricValues
{
    public static bool IsWhole<T>() => Type.GetTypeCode(typeof(T)) is
        TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or
        TypeCode.Int64 or TypeCode.UInt64;

    public static bool IsReal<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    public static long ToInt64<T>(T value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    public static double ToDouble<T>(T value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    public static object Tag(object value) => value switch
    {
        string or bool => value,
        float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
