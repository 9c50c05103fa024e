using Temporalio.Common.EnvConfig;

namespace Sdk.Tests.Common.EnvConfig;

/// <summary>The part of TOML that configuration files use.</summary>
public sealed class TomlReaderTests
{
    [Theory]
    [InlineData("a = \"x\\ty\\u00e9\\U0001F600\"", "x\ty\u00e9\U0001F600")]
    [InlineData("a = 'C:\\dir' # comment", "C:\\dir")]
    [InlineData("a = \"\"\"\none\ntwo\\\n   three\"\"\"", "one\ntwothree")]
    [InlineData("a = '''\n-----BEGIN\nx'y\n'''", "-----BEGIN\nx'y\n")]
    [InlineData("\r\n\"a\" = \"x\"\r\n", "x")]
    public void Read_Strings_AreTheText(string text, string expected) => Assert.Equal(expected, TomlReader.Read(text)["a"]);

    [Fact]
    public void Read_TablesDottedKeysAndInline_Nest()
    {
        var root = TomlReader.Read("""
            top.of.it = true
            [profile.default]
            address = "h:1"   # where
            numbers = [1, -2_000, 1.5,
              ["x"], ]
            grpc_meta = { "my-header" = "v", other.one = 1 }
            [profile."with space".tls]
            disabled = false
            """);

        Assert.Equal(true, Table(Table(root, "top"), "of")["it"]);
        var profile = Table(Table(root, "profile"), "default");
        Assert.Equal("h:1", profile["address"]);
        Assert.Equal([1L, -2000L, 1.5, new List<object> { "x" }], (List<object>)profile["numbers"]);
        Assert.Equal("v", Table(profile, "grpc_meta")["my-header"]);
        Assert.Equal(1L, Table(Table(profile, "grpc_meta"), "other")["one"]);
        Assert.Equal(false, Table(Table(Table(root, "profile"), "with space"), "tls")["disabled"]);
    }

    [Theory]
    [InlineData("a = x", "1:5: expected a string in quotes, true, false, a number, an array or an inline table")]
    [InlineData("a = 1\na = 2", "2:6: expected a new key: a is set twice")]
    [InlineData("a = 'x", "1:7: expected the end of the string, '")]
    [InlineData("a = \"\\q\"", "1:8: expected an escape that TOML knows, not \\q")]
    [InlineData("a = \"\\ud800\"", "1:8: expected 4 hexadecimal digits of a character")]
    [InlineData("[a]\n[a]", "2:4: expected a new table: [a] stands here twice")]
    [InlineData("[[a]]", "1:2: expected a table: arrays of tables are not supported")]
    [InlineData("a = 1\n[a.b]", "2:6: expected a table: a is a value")]
    [InlineData("a = 1 b = 2", "1:7: expected one setting a line")]
    [InlineData("a = 2026-01-01", "1:5: expected a string in quotes, true, false, a number, an array or an inline table")]
    [InlineData("= 1", "1:1: expected a key")]
    [InlineData("a = [1 2]", "1:8: expected a comma or ]")]
    [InlineData("a = {b = 1", "1:11: expected a comma or }")]
    public void Read_WhatIsWrong_NamesThePlaceAndWhatWasExpected(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => TomlReader.Read(text)).Message);

    private static Dictionary<string, object> Table(Dictionary<string, object> from, string key) =>
        (Dictionary<string, object>)from[key];
}
