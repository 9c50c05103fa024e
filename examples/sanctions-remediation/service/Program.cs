using CaseDesk;

// seed --data DIR | run --data DIR --url URL | act --data DIR --what NAME
return args switch
{
    ["seed", "--data", var data] => SeedCommand.Run(new DeskFolder(Path.GetFullPath(data))),
    ["run", "--data", var data, "--url", var url] =>
        await RunCommand.RunAsync(new DeskFolder(Path.GetFullPath(data)), url),
    ["act", "--data", var data, "--what", "colleague-comments"] =>
        await ActCommand.CommentAsync(new DeskFolder(Path.GetFullPath(data))),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: CaseDesk seed --data DIR, CaseDesk run --data DIR --url URL, "
        + "CaseDesk act --data DIR --what colleague-comments");
    return 2;
}
