using System.Text.Json;
using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Support;

namespace Gateway.Console.Tests.Accessibility;

/// <summary>Runs axe-core, which the console's packages bring, over the page as it stands.</summary>
internal static class Axe
{
    private static readonly string s_file = Path.Combine(TestSeeds.Root, "src", "Gateway.Center", "ClientApp", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Serious and critical findings, contrast of text among them: rule, part of the page, what is wrong with it.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(Desk desk)
    {
        File.Exists(s_file).ShouldBeTrue("the console's packages are not installed; run scripts/console.sh");
        await desk.Page.EvaluateAsync($"() => {{ if (!window.axe) {{ {await File.ReadAllTextAsync(s_file)} }} }}");
        var found = await desk.Page.EvaluateAsync<JsonElement>(
            """
            async () => {
              // What still fades in has not the colours it will have.
              await Promise.allSettled(document.getAnimations().filter(a => a.effect?.getComputedTiming().iterations !== Infinity).map(a => a.finished))
              const grave = (await axe.run(document, { resultTypes: ['violations'] })).violations.filter(v => ['serious', 'critical'].includes(v.impact))
              return grave.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${(n.failureSummary ?? '').split('\n').slice(1).join(' ').trim().slice(0, 260)}`))
            }
            """);
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }

    /// <summary>Signs of tiers and borders of fields with less than 3:1 against what they stand on.</summary>
    public static async Task<IReadOnlyList<string>> FaintShapesAsync(Desk desk)
    {
        var found = await desk.Page.EvaluateAsync<JsonElement>(
            """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
              const rgb = css => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data] }
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
              const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05) }
              const under = e => { for (let at = e; at; at = at.parentElement) { const c = rgb(getComputedStyle(at).backgroundColor); if (c[3] === 255) return c } return [255, 255, 255, 255] }
              const seen = e => e.getClientRects().length > 0
              const wrong = []
              for (const e of document.querySelectorAll('.tier-sign path, .tier-sign circle')) {
                if (!seen(e)) continue
                const style = getComputedStyle(e), behind = under(e.closest('svg').parentElement)
                const best = Math.max(...[style.fill, style.stroke].filter(c => c !== 'none').map(c => ratio(rgb(c), behind)))
                if (best < 3) wrong.push(`tier sign ${e.closest('svg').dataset.tier}: ${best.toFixed(2)}`)
              }
              for (const e of document.querySelectorAll('.el-input__wrapper, .el-select__wrapper, .el-textarea__inner, .el-checkbox__inner')) {
                if (!seen(e)) continue
                const style = getComputedStyle(e), behind = under(e.parentElement)
                const edge = style.borderTopWidth !== '0px' ? style.borderTopColor : /rgba?\([^)]*\)/.exec(style.boxShadow)?.[0] ?? 'transparent'
                const best = Math.max(ratio(rgb(edge), behind), ratio(under(e), behind))
                if (best < 3) wrong.push(`${e.className}: ${best.toFixed(2)}`)
              }
              return [...new Set(wrong)]
            }
            """);
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }
}
