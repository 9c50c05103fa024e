using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>Rooms stay small enough to be read in one go.</summary>
public sealed class SizeTests
{
    private const int MaxLines = 500;
    private const int MaxTestLines = 800;
    private const int MaxMethodLines = 60;
    private const int MaxLineLength = 120;

    [Fact]
    public void Files_StayUnderTheLimit() =>
        AllowList.Check("long-files", Repository.CSharp
            .Where(f => Repository.Lines(f).Length > (IsTest(f) ? MaxTestLines : MaxLines)));

    [Fact]
    public void Lines_StayReadable() =>
        AllowList.Check("long-lines", Repository.CSharp
            .Where(f => !IsTest(f))
            .Where(f => Repository.Lines(f).Any(line => line.Length > MaxLineLength)));

    [Fact]
    public void Methods_StayUnderTheLimit()
    {
        var found = new List<string>();
        foreach (var file in Repository.CSharp.Where(f => !IsTest(f)))
        {
            var root = CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot();
            found.AddRange(root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
                .Where(method => LineCount(method.Body) > MaxMethodLines)
                .Select(method => $"{file} {NameOf(method)}"));
        }

        AllowList.Check("long-methods", found);
    }

    [Fact]
    public void Files_HoldOneTopLevelType()
    {
        var found = new List<string>();
        foreach (var file in Repository.CSharp.Where(f => !IsTest(f)))
        {
            var root = CSharpSyntaxTree.ParseText(Repository.Read(file)).GetCompilationUnitRoot();
            var types = root.Members.SelectMany(Inner).OfType<MemberDeclarationSyntax>()
                .Where(m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Select(m => m is BaseTypeDeclarationSyntax t ? t.Identifier.Text : ((DelegateDeclarationSyntax)m).Identifier.Text)
                .Distinct(StringComparer.Ordinal);
            if (types.Count() > 1)
            {
                found.Add(file);
            }
        }

        AllowList.Check("many-types", found);
    }

    private static IEnumerable<MemberDeclarationSyntax> Inner(MemberDeclarationSyntax member) =>
        member is BaseNamespaceDeclarationSyntax space ? space.Members.SelectMany(Inner) : [member];

    private static bool IsTest(string file) =>
        file.StartsWith("tests/", StringComparison.Ordinal) || file.StartsWith("bench/", StringComparison.Ordinal);

    private static int LineCount(SyntaxNode? body)
    {
        if (body is null)
        {
            return 0;
        }

        var span = body.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line - 1;
    }

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => method.Kind().ToString(),
    };
}
