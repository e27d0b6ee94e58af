"""Precision, recall and F1 against gold: `evaluate(load_gold(paths).articles)`."""

from reformcli.score.gold import Gold, GoldArticle, GoldMention, load_gold
from reformcli.score.tally import ALL, Accuracy, Error, Scores, Tally, evaluate

__all__ = ["ALL", "Accuracy", "Error", "Gold", "GoldArticle", "GoldMention", "Scores", "Tally", "evaluate", "load_gold"]
