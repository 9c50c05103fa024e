namespace Cli.Tests.Support;

/// <summary>
/// A charter and a procedure that are small and right, and a folder to put them, or changed ones, into.
/// </summary>
internal sealed class Sample : IDisposable
{
    public const string Charter = """
        id: sample
        objective: Bring the shop back.
        lead: ana
        procedure: { id: shop, version: "1" }
        targets:
          - { id: shop, environment: production, properties: { url: "http://127.0.0.1:1" } }
        boundaries: []
        noGoConditions: []
        roles:
          approvers: [ben, dana]
          takeoverAuthority: [ben, carla, dana]
          specialists: []
          reviewers: []
        notifications: []
        privacy: internal
        mode: live
        """;

    public const string Procedure = """
        id: shop
        version: "1"
        title: Bring the shop back
        noGoConditions: []
        steps:
          - id: open
            title: Open the shop
            class: keyed
            targets: [shop]
            arguments:
              - { name: doors, type: number, required: true }
            requires: []
            freshness: 30s
            irreversible: An opened shop was open.
            risk: { blastRadius: The shop., failureMode: It stays shut., alternatives: [Wait.], policies: [Any] }
            gate: { tier: approve, approvers: [ben, dana] }
            before:
              - { id: shut, fact: shop, source: sensor, read: &sensor { tool: http, parameters: { method: GET, url: "{{targets.shop.url}}" }, timeout: 5s }, expect: { path: $.open, equals: false } }
            action: { tool: http, parameters: { method: POST, url: "{{targets.shop.url}}", body: { doors: "{{args.doors}}" } }, timeout: 5s }
            after:
              - { id: opened, fact: shop, source: sensor, read: *sensor, expect: { path: $.open, equals: true } }
              - { id: seen, fact: shop, source: camera, read: *sensor, expect: { path: $.open, equals: true } }
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("directed-cli-").FullName;

    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text.ReplaceLineEndings("\n"));
        return name;
    }

    public Sample WithFiles()
    {
        Write("charter.yaml", Charter);
        Write("procedure.yaml", Procedure);
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
