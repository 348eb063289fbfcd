namespace Gateway.Center.Tests.Support;

/// <summary>For tests that measure the whole program: what the others of this project allocate meanwhile would be counted with it.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
