"""Pages as sites make them: each with a report, and with all that sites put around one."""

from typing import Final

PROSE: Final = (
    "The harbour was dredged twice in the decade, and each time the cost was more than the council "
    "had planned. Fishing boats went on using the northern quay in both years."
)
MORE: Final = (
    "Ferries carried 41,000 people in the first year after the bridge was closed. In the second "
    "year they carried fewer, since the road to the new crossing had been opened by then."
)

BLOG: Final = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>What the harbour cost - Harbour Notes</title>
<meta property="og:site_name" content="Harbour Notes"/>
<meta property="article:published_time" content="2023-03-09T08:00:00+00:00"/>
<link rel="canonical" href="https://notes.harbour.test/2023/03/harbour-cost/"/>
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "name": "x"}},
{{"@type": "Article", "headline": "What the harbour cost"}}]}}</script>
<style>p {{ color: red }}</style></head>
<body class="post-template-default single single-post has-sidebar">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<div id="page" class="site">
<header id="masthead" class="site-header"><p class="site-title"><a href="/">Harbour Notes</a></p>
<nav class="main-navigation"><ul><li><a href="/a">About</a></li><li><a href="/b">Books</a></li></ul>
</nav></header>
<div id="content" class="site-content"><main id="main" class="site-main">
<article id="post-7" class="post-7 post type-post status-publish category-news">
<header class="entry-header"><h1 class="entry-title">What the harbour cost</h1>
<div class="entry-meta"><span class="posted-on">9 March 2023</span> by <a href="/u">Ann Dorn</a>
</div>
</header>
<div class="entry-content">
<p>{PROSE}</p>
<p><strong>Who paid for it</strong></p>
<p>{MORE}<sup><a href="#fn1" id="r1">1</a></sup> It rained on 12 days.</p>
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="t">Twitter</a></li>
<li><a href="f">Facebook</a></li></ul></div>
<h2>The second dredging</h2>
<blockquote><p>We did not know &mdash; nobody had asked us.</p></blockquote>
<ul><li>The <em>north</em> quay was kept.</li><li>The south quay was sold.</li></ul>
<p>An area of 3 km<sup>2</sup> was measured, with 10<sup>6</sup> grains a litre in
H<sub>2</sub>O.</p>
<div class="footnotes"><ol><li id="fn1">Council minutes, 1998. <a href="#r1">&#8617;</a></li></ol>
</div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline">Related</h3>
<p><a href="x">Another article about boats and the people who love them</a></p></div>
</div>
<footer class="entry-footer"><span class="tags-links">Tagged <a href="x">boats</a></span></footer>
</article>
<nav class="navigation post-navigation"><a href="p">Previous: Boats</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">2 thoughts on “Harbour”</h2>
<ol class="comment-list"><li class="comment"><p>{PROSE} I was there and I saw it all myself.</p>
</li>
</ol><div id="respond" class="comment-respond"><h3>Leave a Reply</h3>
<form><p>Your email address will not be published.</p></form></div></div>
</main><aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>
<li><a href="1">One</a></li><li><a href="2">Two</a></li><li><a href="3">Three</a></li></ul>
</section>
</aside></div>
<footer id="colophon" class="site-footer">Proudly powered by a program</footer></div>
<div class="cookie-notice" role="dialog"><p>We use cookies so that you have the best experience on
our site, and so that we know how many people there are. You can turn them off.</p></div>
</body></html>"""

THINK_TANK: Final = f"""<!doctype html><html lang="en"><head><title>Ports and Power | Quay Institute
</title><meta name="citation_title" content="Ports and Power"><meta name="citation_publisher"
content="Quay Institute"><meta name="citation_publication_date" content="2021/11/05"></head><body>
<div class="l-top"><div class="logo"><a href="/">Quay Institute</a></div>
<ul class="mega"><li><a href="/r">Research</a></li><li><a href="/e">Experts</a></li>
<li><a href="/v">Events</a></li><li><a href="/d">Donate</a></li></ul></div>
<div class="hero"><span class="eyebrow">Report</span><h1>Ports and Power</h1>
<p class="byline">By Jo Marsh and Lee Arno | November 5, 2021</p></div>
<div class="wrap"><div class="col-left"><div class="toolbox"><a href="#">Print</a>
<a href="#">Email</a><a href="#">LinkedIn</a></div></div>
<div class="col-main"><div class="toc-box"><h4>Contents</h4><ol><li><a href="#s1">Findings</a></li>
<li><a href="#s2">Methods</a></li><li><a href="#s3">Notes</a></li></ol></div>
<div class="rich-text"><h2 id="s1">Findings</h2><p>{PROSE}</p>
<div class="callout-box"><h3>Key recommendations</h3><ul><li>Keep the quay open to all boats.</li>
<li>Publish what the dredging costs each year.</li></ul></div>
<h2 id="s2">Methods</h2><p>{MORE} We counted them ourselves. [<a href="#n1">1</a>]</p>
<figure><img src="x.png" alt="Ferries a year"><figcaption>Figure 1: Ferries a year</figcaption>
</figure>
<table><caption>Table 1: Boats</caption><tr><th>Year</th><th>Boats</th></tr><tr><td>1999</td>
<td>12</td></tr><tr><td>2000</td><td>14</td></tr></table>
<h2>Bibliography</h2><ul><li><a href="http://a.test">Port Review 1999</a></li>
<li><a href="http://b.test">Sea Law</a></li><li><a href="http://c.test">Tides</a></li></ul>
<h2 id="s3">Notes</h2><p id="n1"><a href="#r">1</a> Counted from the shore by two people.</p>
</div></div>
<div class="col-right"><div class="card"><h3>More from Quay Institute</h3><p>A new brief on the
tides and what they mean for those who live near the river mouth, by our fellows.</p></div>
<div class="card"><h3>Sign up for our newsletter</h3><p>Get our best work in your inbox.</p></div>
</div></div><div class="bottom"><p>1 Quay Street, Port. Tel 555-0100. <a href="/p">Privacy</a>
<a href="/t">Terms</a></p></div></body></html>"""

GOVERNMENT: Final = f"""<html lang="en"><head><meta name="dcterms.issued" content="2019-07-01">
<meta name="dc.title" content="Harbour safety review"><title>Harbour safety review</title></head>
<body><div class="usa-banner"><p>An official website of the government. Here is how you know.</p>
</div>
<header role="banner"><form class="search"><input type="text"></form><ul><li><a href="/">Home</a>
</li>
</ul></header><ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/h">Harbours</a>
</li></ol>
<main id="main-content"><h1>Harbour safety review</h1><div class="publication-info">Published 1 July
2019</div><div class="alert-box hidden">This page moved</div>
<section id="agency-comments"><h2>Agency comments</h2><p>{PROSE}</p></section>
<section id="related-work"><h2>Related work</h2><p>{MORE}</p>
<p>{PROSE} Others have said the same.</p>
</section><div role="heading" aria-level="3">Next steps</div><p>{MORE} We will look again.</p>
<details><summary>Who we asked</summary><p>Forty masters of ferries, all of whom answered us within
the month, and six who keep the locks.</p></details>
<p><a href="#top">Back to top</a></p></main><div class="feedback"><h2>Is this page useful?</h2>
<button>
Yes</button></div><footer><p>All content is available under the licence.</p></footer></body>
</html>"""

WIKI: Final = f"""<html lang="en" dir="ltr"><head><title>Port of Arn - Wiki</title></head>
<body class="mediawiki ltr"><div id="mw-navigation"><div id="p-personal"><ul><li><a href="/l">Log in
</a></li></ul></div></div><div id="content" class="mw-body" role="main">
<h1 id="firstHeading">Port of
Arn</h1><div id="siteSub">From Wiki, the free encyclopedia</div><div class="mw-parser-output">
<div class="hatnote">For the town, see <a href="/A">Arn</a>.</div><table class="infobox"><tr>
<th>Depth
</th><td>12 m</td></tr><tr><th>Opened</th><td>1880</td></tr></table>
<p>The <b>Port of Arn</b> is old.<sup id="cite_ref-1" class="reference">
<a href="#cite_note-1">[1]</a>
</sup> {PROSE}<sup class="reference"><a href="#cite_note-2">[2]</a></sup></p>
<div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#H">1 History</a></li></ul></div>
<h2><span class="mw-headline" id="H">History</span>
<span class="mw-editsection">[<a href="e">edit</a>]
</span></h2><p>{MORE}</p><div class="thumb"><div class="thumbcaption">The quay in 1901</div></div>
<h2><span class="mw-headline">References</span></h2><div class="reflist"><ol class="references">
<li id="cite_note-1"><a href="#cite_ref-1">^</a> Smith 1990, p. 4.</li>
<li id="cite_note-2">Jones.</li>
</ol></div><div role="navigation" class="navbox"><table><tr><th>Ports</th><td><a href="1">A</a>
<a href="2">B</a></td></tr></table></div></div><div id="catlinks" class="catlinks">Categories:
<a href="c">Ports</a></div></div><div id="footer"><p>Text is available under a licence.</p></div>
</body></html>"""

NEWSPAPER: Final = f"""<html lang="en"><head>
<title>Quay to close, council says | The Arn Post</title>
<meta property="og:title" content="Quay to close, council says"><meta property="og:site_name"
content="The Arn Post"><script>var a = "<p>not text</p>";</script></head><body>
<div class="c-header__nav"><a href="/w">World</a><a href="/s">Sport</a><a href="/c">Culture</a>
</div>
<div class="c-article"><h1>Quay to close, council says</h1><div class="c-byline"><time
datetime="2024-02-29">Feb 29, 2024</time> by Kim Oster</div>
<div class="c-body"><p>{PROSE}</p><div class="ad-slot">Advertisement</div><p>{MORE}</p>
<p><strong>Read more: <a href="/x">The boats that never came back to port</a></strong></p>
<aside class="inline-promo"><h4>Top stories</h4><ul><li><a href="1">Storm hits the coast</a></li>
<li><a href="2">Bridge to open at last</a></li></ul></aside>
<p>{PROSE} So said the harbour master.</p>
<div class="newsletter-signup"><p>Sign up to our morning newsletter and get the news that matters to
you each day, free of charge.</p><input></div><p>{MORE} The vote is on Monday.</p></div></div>
<div class="c-most-read"><h2>Most read</h2><ol><li><a href="1">Storm</a></li><li>
<a href="2">Bridge</a>
</li><li><a href="3">Fish</a></li></ol></div><div class="c-foot">© 2024 The Arn Post</div></body>
</html>"""

OLD: Final = f"""<HTML><HEAD><TITLE>Harbour Study 1997</TITLE></HEAD><BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH="100%"><TR><TD WIDTH=120><A HREF="a.htm">Home</A><BR><A HREF="b.htm">News</A><BR>
<A HREF="c.htm">Staff</A><BR><A HREF="d.htm">Links</A></TD><TD>
<CENTER><B><FONT SIZE=+2>HARBOUR STUDY</FONT></B></CENTER>
<P ALIGN=CENTER><B>Introduction</B><P>{PROSE}<P>{MORE}
<P><B>What was found</B><P>{MORE} No more was found.<P>{PROSE} That is all.
<P><CENTER>Conclusions</CENTER><P>{PROSE} <B>Nothing</B> else is to be said here.
</TD></TR></TABLE></BODY></HTML>"""
