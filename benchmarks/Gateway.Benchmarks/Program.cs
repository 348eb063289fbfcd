using BenchmarkDotNet.Running;
using Gateway.Benchmarks;

var summaries = BenchmarkSwitcher.FromAssembly(typeof(LineProtocolBenchmarks).Assembly).Run(args);

// BenchmarkDotNet ends with 0 also when a benchmark could not be built or threw.
return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
