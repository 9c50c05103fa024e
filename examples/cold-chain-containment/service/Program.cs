using ColdRoom;

// seed --data DIR | run --data DIR | act --data DIR --what NAME
return args switch
{
    ["seed", "--data", var data] => SeedCommand.Run(new RoomFolder(Path.GetFullPath(data))),
    ["run", "--data", var data] => await RunCommand.RunAsync(new RoomFolder(Path.GetFullPath(data))),
    ["act", "--data", var data, "--what", var what] =>
        await ActCommand.RunAsync(new RoomFolder(Path.GetFullPath(data)), what),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: ColdRoom seed|run --data DIR, ColdRoom act --data DIR --what move-lots|cooled");
    return 2;
}
