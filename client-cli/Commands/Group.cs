using System.CommandLine;

namespace DirectedExecution.Cli.Commands;

/// <summary>A noun: holds verbs and does nothing itself.</summary>
internal sealed class Group : Command
{
    public Group(string name, string description, params Command[] verbs)
        : base(name, description)
    {
        foreach (var verb in verbs)
        {
            Add(verb);
        }
    }
}
