using BenchmarkDotNet.Running;
using Gateway.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(LineProtocolBenchmarks).Assembly).Run(args);
