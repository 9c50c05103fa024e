using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace Workflows.Tests.Support;

/// <summary>
/// A board of switches in a file, with a mirror that does not follow, a seal and a freeze: small steps that really act,
/// for runs of which the history is kept.
/// </summary>
internal sealed class Lab
{
    private const string Letters = "abcdefgh";

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private readonly string name;

    public Lab(TestWorld world, string name)
    {
        this.name = name;
        folder = Path.Combine(world.Site.Folder, name);
        Directory.CreateDirectory(folder);
        var off = $"{{{string.Join(',', Letters.Select(letter => $"\"{letter}\":false"))},\"level\":0}}";
        Put("board.json", off);
        Put("mirror.json", off);
        Put("seal.json", """{"broken":false}""");
    }

    /// <summary>Words about the risk, complete enough for every gate.</summary>
    public static RiskStatement Risk { get; } = new("The board.", "A switch stays off.", ["Leave it."], ["A policy"]);

    public Charter Charter => new(
        $"lab-{name}", "Switch the board on.", new PersonId("ana"), new ProcedureReference($"lab-{name}", "1"),
        [new Target(new TargetId("board"), "lab", JsonData.Of(new Dictionary<string, string> { ["file"] = At("board.json") }))],
        [],
        [
            new NoGoCondition(
                "freeze", "The board is frozen.", "freeze file", Read("freeze"),
                new Expectation("$.exists", ExpectationOperator.Equals, JsonData.Of(true))),
        ],
        new Roles(
            People("ben", "dana", "eve"), People("ben", "carla", "dana"), People("dana"), People("ben"),
            Groups: [new RoleGroup("ops", People("ben", "eve")), new RoleGroup("security", People("dana"))]),
        [], PrivacyClass.Internal, RunMode.Live);

    public static ValueList<PersonId> People(params string[] names) => [.. names.Select(name => new PersonId(name))];

    public void Put(string file, string content) => File.WriteAllText(Path.Combine(folder, file), content);

    public string Text(string file) => File.ReadAllText(Path.Combine(folder, file));

    public void Remove(string file) => File.Delete(Path.Combine(folder, file));

    public Procedure Procedure(params Step[] steps) => new($"lab-{name}", "1", "Switch the board on", [], [.. steps]);

    /// <summary>A step that switches one letter of the board on, and back.</summary>
    public Step Switch(string letter, GatePolicy? gate = null) => new(
        new StepId($"switch-{letter}"), $"Switch {letter} on", StepClass.Probed, [new TargetId("board")], [],
        Set($$"""{"{{letter}}":true}""", $$"""{"{{letter}}":false}"""),
        [Is(letter, false)], [Is(letter, true) with { Settles = true }], Time, [], gate, Risk,
        new Reversal(
            "Switch it off again.", StepClass.Probed, Set($$"""{"{{letter}}":false}""", $$"""{"{{letter}}":true}"""),
            [Is(letter, true)], [Is(letter, false)]));

    /// <summary>A step with an argument: the level to set.</summary>
    public Step Level(GatePolicy gate) => Switch("a", gate) with
    {
        Id = new StepId("level"),
        Title = "Set the level",
        Arguments = [new ArgumentDeclaration("level", ArgumentType.Number, Required: true, [])],
        Action = Set("""{"level":"{{args.level}}"}""", "{}"),
        Before = [Is("level", 9) with { Expectation = new("$.content.level", ExpectationOperator.LessThan, JsonData.Of(9)) }],
        After =
        [
            Is("level", 0) with
            {
                Expectation = new("$.content.level", ExpectationOperator.Equals, JsonData.Of("{{args.level}}")),
            },
        ],
        Reversal = null,
        Irreversible = "What it was before is not kept.",
    };

    /// <summary>The same switch, thrown by a person: whether it was done is not known until somebody says so.</summary>
    public Step ByHand(string letter, StepClass how) => Switch(letter) with
    {
        Class = how,
        Action = new ToolCall(
            "human", JsonData.Parse("""{"assignee":"dana","task":"Switch it on.","evidence":"What the board shows."}"""),
            Time),
        After = [Is(letter, true) with { Settles = how != StepClass.Opaque }],
    };

    public VerificationRead Is<T>(string member, T value, string source = "board") => new(
        new ReadId($"{source}-{member}"), member, source, Read($"{source}.json"),
        new Expectation($"$.content.{member}", ExpectationOperator.Equals, JsonData.Of(value)), ReadBinding.Value,
        Settles: false);

    public ToolCall Read(string file) => new(
        "file", JsonData.Of(new Dictionary<string, string> { ["path"] = At(file), ["operation"] = "read" }), Time);

    private static ToolCall Set(string values, string expect) => new(
        "file",
        JsonData.Parse(
            $$$"""{"path":"{{targets.board.file}}","operation":"set","values":{{{values}}},"expect":{{{expect}}}}"""),
        Time);

    private string At(string file) => $"{name}/{file}";
}
