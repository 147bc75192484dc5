//! The data about a guide for editors of other sites.

use super::RenderContext;
use super::guide::GuideInLanguage;
use super::shared_views::SharedViews;
use mizan_export::OEmbed;
use mizan_plan::{PageKey, Plan};

impl GuideInLanguage {
    /// `None` if the guide's table has no page of its own in the language.
    pub fn oembed(&self, context: &RenderContext, shared: &SharedViews) -> Option<OEmbed> {
        let plan = &context.plan;
        let page = plan.find(&PageKey::Embed(self.guide), self.lang)?;
        let language = shared.language(self.lang)?;
        Some(OEmbed {
            url: plan.absolute(page),
            title: language.heads.get(self.guide)?.title.bare.clone(),
            provider: language.site.title.bare.clone(),
            provider_url: plan.base.absolute(&Plan::language_root(&context.site, self.lang)),
        })
    }
}
