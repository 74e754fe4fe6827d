"""How the report looks: its style sheet and its icons."""

from __future__ import annotations

from inspector.core.report_svg import PRINT

ICONS = """<svg width="0" height="0" style="position:absolute" aria-hidden="true">
<symbol id="pass" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="currentColor"/>
<path d="M5.8 10.4l2.9 2.9 5.6-6" fill="none" stroke="var(--panel)" stroke-width="2"
stroke-linecap="round" stroke-linejoin="round"/></symbol>
<symbol id="unsure" viewBox="0 0 20 20"><path d="M10 1.6L19 17.6a.8.8 0 0 1-.7 1.2H1.7a.8.8 0 0
1-.7-1.2z" fill="currentColor"/><path d="M10 7.4v5M10 15.6v.2" stroke="var(--panel)"
stroke-width="2.2" stroke-linecap="round"/></symbol>
<symbol id="fail" viewBox="0 0 20 20"><rect x="1.4" y="1.4" width="17.2" height="17.2" rx="3"
fill="currentColor"/><path d="M6.4 6.4l7.2 7.2M13.6 6.4l-7.2 7.2" stroke="var(--panel)"
stroke-width="2.2" stroke-linecap="round"/></symbol></svg>"""
"""A circle, a triangle, a square: verdicts can be told apart without their colours."""

_ON_SCREEN = """
:root{color-scheme:light dark;--page:#f5f6f8;--panel:#fff;--line:#e2e5ea;--ink:#1a1e24;
--soft:#5b6470;--pass:#0b6e64;--unsure:#8a5b00;--fail:#9a1038;--pass-bg:#e6f3f1;
--unsure-bg:#fdf3dc;--fail-bg:#fcebe6;--track:#e8ebef}
@media(prefers-color-scheme:dark){:root{--page:#121519;--panel:#1a1e24;--line:#2b313a;
--ink:#e9ecf0;--soft:#9aa4b1;--pass:#4fc0b0;--unsure:#e8b04a;--fail:#ff8a6b;--pass-bg:#14302d;
--unsure-bg:#2e2714;--fail-bg:#321e1a;--track:#2b313a}}
*{box-sizing:border-box;margin:0}
body{background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",
Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1240px;margin:0 auto;padding:40px 24px 64px;display:grid;gap:24px}
main>*{min-width:0}
h1{font-size:28px;line-height:1.2;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:16px;font-weight:650}
h3{font-size:14px;font-weight:600;min-width:0;overflow:hidden;text-overflow:ellipsis;
white-space:nowrap}
p,small,dt{color:var(--soft)}
.row{display:flex;align-items:center;justify-content:space-between;gap:8px 16px;flex-wrap:wrap}
.row p{font-size:13px}
strong.fail{color:var(--verdict)!important}
.pass{--verdict:var(--pass);--tint:var(--pass-bg)}
.unsure{--verdict:var(--unsure);--tint:var(--unsure-bg)}
.fail{--verdict:var(--fail);--tint:var(--fail-bg)}
.none{--verdict:var(--soft);--tint:var(--track)}
.icon{width:1em;height:1em;flex:none;color:var(--verdict)}
.panel,.card,.tile{background:var(--panel);border:1px solid var(--line);border-radius:10px}
.panel{padding:20px}
.bar{display:flex;gap:2px;height:6px;margin:20px 0 16px}
.bar i{background:var(--verdict);border-radius:3px;flex-basis:3px}
.tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:12px}
.tile{display:flex;align-items:center;gap:10px;padding:14px 18px;color:var(--verdict)}
.tile .icon{font-size:20px}
.tile strong{font-size:28px;line-height:1;font-weight:650}
.tile span{color:var(--ink)}
.tile small{margin-left:auto;font-size:13px}
.note{grid-column:1/-1}
.alert{border-left:4px solid var(--fail)}
.caution{border-left-color:var(--unsure)}
.facts.head{margin:12px 0 20px;grid-template-columns:2fr 1fr 1fr}
.facts.hashes{grid-template-columns:1fr}
.facts.hashes dd,code{font-family:ui-monospace,"DejaVu Sans Mono",Consolas,monospace;
font-size:12.5px}
table{width:100%;border-collapse:collapse;margin-top:12px}
th,td{padding:7px 10px;text-align:right;border-bottom:1px solid var(--line);font-weight:400}
th{color:var(--soft);font-size:13px}
tbody tr:last-child>*{border-bottom:0}
.text,tbody th{text-align:left}
td.text{overflow-wrap:anywhere}
.confusion td{font-size:16px}.confusion td.text{font-size:14px}
.confusion tbody th{color:var(--ink);font-size:15px;font-weight:600}
.confusion .wrong{background:var(--tint);color:var(--verdict);font-weight:650}
.list td,.list .badge{font-size:13px}.list td{padding:4px 10px}
.curves{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:24px;margin-top:6px}
figcaption{font-size:13px;text-align:center;margin-top:4px}
.grid{stroke:var(--line);stroke-width:1;fill:none}
.guide{stroke:var(--soft);stroke-width:1;stroke-dasharray:4 4;fill:none}
.curve{stroke:var(--ink);stroke-width:2;fill:none;stroke-linejoin:round}
.point{fill:var(--verdict);stroke:var(--panel);stroke-width:1}
.plot .side{text-anchor:end}
.panel .taught{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:12px;
padding:0;list-style:none;max-width:none}
.taught li{display:flex;gap:10px;align-items:center;font-size:13px;line-height:1.35;
overflow-wrap:anywhere}
.taught img{width:56px;height:56px;object-fit:cover;border-radius:5px;flex:none}
.people{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:8px 48px;margin-top:12px}
.person div{height:44px;border-bottom:1px solid var(--soft);display:flex;align-items:flex-end;
font-size:12px;color:var(--soft);padding-bottom:3px}
.alert dl{margin-top:8px;display:grid;gap:2px}
dt,dd{overflow-wrap:anywhere}
.alert dt{color:var(--ink);font-weight:600}
.alert dd{color:var(--soft);margin-bottom:6px}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:14px 24px;
margin-top:14px}
.facts dt{font-size:13px}
.panel ul{margin-top:10px;padding-left:18px;display:grid;gap:4px;max-width:100ch}
.plot{display:block;width:100%;height:auto;margin-top:14px}
.plot text{font-size:12.5px;fill:var(--soft)}
.plot .tick{text-anchor:middle}
.zone{fill:var(--tint)}
.axis{stroke:var(--soft);stroke-width:1;opacity:.5}
.mark{fill:var(--verdict);stroke:var(--panel);stroke-width:.8}
.limit{stroke:var(--verdict);stroke-width:1.5}
.plot .limit-name{fill:var(--verdict);font-weight:600}
.scale{display:grid;grid-template-columns:1fr 1fr 1fr;width:210px;color:var(--soft);
font-size:12px;line-height:1.3}
.scale i{grid-column:1/-1;height:10px;margin-bottom:3px;border-radius:5px;
border:1px solid var(--line)}
.scale span:nth-of-type(2){text-align:center}.scale span:nth-of-type(3){text-align:right}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(340px,100%),1fr));
gap:16px;margin-top:14px;align-items:start}
.card{padding:12px;display:grid;grid-template-columns:minmax(0,1fr);gap:10px;break-inside:avoid}
.pair{display:grid;grid-template-columns:minmax(0,1fr);gap:6px}
.pair.tall{grid-template-columns:repeat(2,minmax(0,1fr))}
.pair img{display:block;width:100%;height:auto;border-radius:5px;background:var(--track)}
.pair img:only-child{grid-column:1/-1}
.card .row{flex-wrap:nowrap}
.badge{display:inline-flex;align-items:center;gap:6px;flex:none;padding:2px 10px 2px 8px;
border-radius:99px;background:var(--tint);color:var(--verdict);font-size:13px;font-weight:600}
.meter{position:relative;height:6px;border-radius:3px;background:var(--track)}
.meter i{display:block;height:100%;border-radius:3px;background:var(--verdict)}
.meter b{position:absolute;top:-2px;height:10px;width:2px;margin-left:-1px;background:var(--soft)}
.meter .at-fail{left:50%;background:var(--ink)}
.card p{display:flex;gap:4px 14px;flex-wrap:wrap;font-size:13px}
.card p strong{color:var(--ink);font-weight:600}
@media(max-width:720px){.curves,.people,.facts.head{grid-template-columns:minmax(0,1fr)}}
@media(max-width:560px){main{padding:24px 14px 40px}.tile{flex-wrap:wrap;padding:12px}
.tile small{display:none}.plot{min-width:560px}.scroll{overflow-x:auto}}
"""

_ON_PAPER = """*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:10pt}main{max-width:none;padding:0;display:block}main>*+*{margin-top:12px}
h1{font-size:20pt}h2{font-size:11pt}
.panel{padding:12px 14px}.panel,header,tr,figure,.taught li{break-inside:avoid}
.panel:has(.list),.panel:has(.taught){break-inside:auto}thead{display:table-header-group}
.row,h2{break-after:avoid}.scroll{overflow:visible}
.facts{grid-template-columns:repeat(3,minmax(0,1fr));gap:8px 16px}
.facts.head{grid-template-columns:2fr 1fr 1fr}.facts.hashes{grid-template-columns:1fr}
.plot text{font-size:17px}.curve-plot text{font-size:14px}.facts dt,.row p,th{font-size:8.5pt}
.cards{grid-template-columns:repeat(3,minmax(0,1fr));gap:8px}.card{padding:8px;gap:6px}
.card p,.badge{font-size:8pt}h3{font-size:8.5pt}.badge{padding:1px 6px}
.list td,.list .badge{font-size:8.5pt}.list td{padding:2px 8px}
.list .badge{background:none;padding:0}
.confusion td.text,.taught li,figcaption,code,.facts.hashes dd{font-size:8.5pt}
.panel .taught{grid-template-columns:repeat(3,minmax(0,1fr))}
.person h3{font-size:10pt}.person div{height:14mm}}
@page{size:A4;margin:14mm 14mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);
font:8pt system-ui,sans-serif;color:#444b55}}
"""

_PAPER_COLOURS = ";".join(f"--{name}:{colour}" for name, colour in PRINT.items())

STYLE = f"{_ON_SCREEN}@media print{{:root{{color-scheme:light;{_PAPER_COLOURS}}}\n{_ON_PAPER}"
"""The style sheet of the page; on paper it is always light."""
