namespace Gateway.Rules.Tests.Packs;

/// <summary>A small sound pack to spoil.</summary>
internal static class PackText
{
    public const string Sound = """
        {
          "$schema": "../schema/rule-pack.schema.json", "id": "gas-test", "version": "1.0.0", "family": "gas",
          "name": {"zh": "试", "en": "Trial"}, "scope": {"zh": "试", "en": "Trial"}, "status": "defaultToBeReviewed",
          "review": {"by": null, "role": null, "date": null, "remarks": null},
          "sources": [
            {"id": "std", "title": {"zh": "标准", "en": "Standard"}, "confidence": "V"},
            {"id": "product", "title": {"zh": "产品", "en": "Product"}, "confidence": "P"}],
          "rules": [
            {"id": "lel", "name": {"zh": "可燃", "en": "Combustible"}, "appliesTo": {"quantity": ["lel"]}, "type": "high", "with": {"deadband": "2 %LEL"},
              "levels": [
                {"tier": "blue", "limit": "10 %LEL", "onDelay": "60 s", "offDelay": "60 s",
                  "basis": {"source": "product", "clause": "", "confidence": "P", "kind": "default"}, "advice": {"zh": "看", "en": "Look"}},
                {"tier": "yellow", "limit": "25 %LEL", "onDelay": "3 s", "offDelay": "60 s", "latch": true,
                  "basis": {"source": "std", "clause": "STD 5.5", "confidence": "V", "kind": "law"}, "advice": {"zh": "停", "en": "Stop"}}]},
            {"id": "toxic", "name": {"zh": "有毒", "en": "Toxic"}, "appliesTo": {"quantity": ["toxic"]}, "type": "high", "with": {"deadband": "5 % OEL"},
              "levels": [
                {"tier": "yellow", "limit": "100 % OEL", "basis": {"source": "std", "clause": "STD 5.5", "confidence": "V", "kind": "law"}, "advice": {"zh": "停", "en": "Stop"}},
                {"tier": "orange", "limit": "200 % OEL", "basis": {"source": "std", "clause": "STD 5.5", "confidence": "V", "kind": "law"}, "advice": {"zh": "撤", "en": "Leave"}},
                {"tier": "red", "limit": "10 % IDLH", "basis": {"source": "product", "clause": "", "confidence": "P", "kind": "default"}, "advice": {"zh": "撤", "en": "Leave"}}]},
            {"id": "silent", "name": {"zh": "无数据", "en": "No data"}, "appliesTo": {"family": ["gas"]}, "type": "stale",
              "levels": [{"tier": "blue", "with": {"after": "90 s"}, "basis": {"source": "product", "clause": "", "confidence": "P", "kind": "default"}, "advice": {"zh": "查", "en": "Check"}}]},
            {"id": "share", "name": {"zh": "比例", "en": "Share"}, "appliesTo": {"quantity": ["current"]}, "type": "percentOfReference", "with": {"reference": null},
              "levels": [{"tier": "yellow", "limit": "120 %", "basis": {"source": "product", "clause": "", "confidence": "P", "kind": "default"}, "advice": {"zh": "查", "en": "Check"}}]}
          ]
        }
        """;
}
